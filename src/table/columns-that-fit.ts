/** What the grid must know of a column beside its cells. */
export type ColumnFacts = {
  /** The accessible name, and what stands in the header. */
  label: string
  /** Its width, as a track of a CSS grid. */
  track: string
  /** The least width in px at which it can be read. */
  least: number
  /** Columns with a higher number go first where there is no room; 0 always stays. */
  yields: number
  /** Classes of its cells and its header: alignment, numerals. */
  look?: string
}

/** Padding of a row, left and right together, in px. */
const rowPadding = 24

/** The columns that fit side by side into `width` px, in their order; before anything is measured, all of them. */
export function columnsThatFit<C extends { meta?: ColumnFacts | undefined }>(
  columns: readonly C[],
  width: number,
): C[] {
  const kept = [...columns]
  if (width === 0) return kept
  const needed = () => kept.reduce((sum, { meta }) => sum + (meta?.least ?? 0), rowPadding)
  while (needed() > width) {
    const next = kept.reduce((a, b) => ((b.meta?.yields ?? 0) > (a.meta?.yields ?? 0) ? b : a))
    if ((next.meta?.yields ?? 0) === 0) break
    kept.splice(kept.indexOf(next), 1)
  }
  return kept
}
