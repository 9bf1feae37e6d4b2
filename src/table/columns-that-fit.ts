/** What the grid must know of a column beside its cells. */
export type ColumnFacts = {
  /** The accessible name, and what stands in the header. */
  label: string
  /** Its width, as a track of a CSS grid. */
  track: string
  /** The least width in px at which it can be read. */
  least: number
  /** Its width where the grid is narrow, in px; there it stays, and its cells show less. */
  narrow?: number
  /** Columns with a higher number go first where there is no room; 0 always stays. */
  yields: number
  /** Classes of its cells and its header: alignment, numerals. */
  look?: string
}

/** Padding of a row, left and right together, in px. */
const rowPadding = 24

/** Below this width in px a grid is narrow: a phone held upright. The same as Tailwind's `@max-md`. */
const narrowBelow = 448

function isNarrow(width: number): boolean {
  return width > 0 && width < narrowBelow
}

/** The tracks of a CSS grid for these columns. */
export function tracksOf(columns: readonly { meta?: ColumnFacts | undefined }[], width: number): string {
  return columns
    .map(({ meta }) =>
      isNarrow(width) && meta?.narrow !== undefined ? `${meta.narrow}px` : (meta?.track ?? '1fr'),
    )
    .join(' ')
}

/** The columns that fit side by side into `width` px, in their order; before anything is measured, all of them. */
export function columnsThatFit<C extends { meta?: ColumnFacts | undefined }>(
  columns: readonly C[],
  width: number,
): C[] {
  const kept = [...columns]
  if (width === 0) return kept
  const needed = () => kept.reduce((sum, { meta }) => sum + leastOf(meta, width), rowPadding)
  while (needed() > width) {
    const next = kept.reduce((a, b) => ((b.meta?.yields ?? 0) > (a.meta?.yields ?? 0) ? b : a))
    if ((next.meta?.yields ?? 0) === 0) break
    kept.splice(kept.indexOf(next), 1)
  }
  return kept
}

function leastOf(meta: ColumnFacts | undefined, width: number): number {
  return (isNarrow(width) ? meta?.narrow : undefined) ?? meta?.least ?? 0
}
