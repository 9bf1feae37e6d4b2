import type { ColumnFacts, WithFacts } from './column-facts.ts'

/** Padding of a row, left and right together, in px. */
const rowPadding = 24

/** Below this width in px a grid is narrow: a phone held upright. The same as Tailwind's `@max-md`. */
const narrowBelow = 448

function isNarrow(width: number): boolean {
  return width > 0 && width < narrowBelow
}

/** The tracks of a CSS grid for these columns. */
export function tracksOf(columns: readonly WithFacts[], width: number): string {
  return columns.map(({ meta }) => trackOf(meta, width)).join(' ')
}

function trackOf(meta: ColumnFacts | undefined, width: number): string {
  const fixed = meta?.width ?? (isNarrow(width) ? meta?.narrow : undefined)
  return fixed === undefined ? (meta?.track ?? '1fr') : `${fixed}px`
}

/** The width in px that a row of these columns needs. Where the grid has less, it scrolls sideways. */
export function widthNeeded(columns: readonly WithFacts[], width: number): number {
  return columns.reduce((sum, { meta }) => sum + leastOf(meta, width), rowPadding)
}

/** The columns that fit side by side into `width` px, in their order; before anything is measured, all of them. */
export function columnsThatFit<C extends WithFacts>(columns: readonly C[], width: number): C[] {
  const kept = [...columns]
  if (width === 0) return kept
  while (widthNeeded(kept, width) > width) {
    const next = kept.reduce((a, b) => ((b.meta?.yields ?? 0) > (a.meta?.yields ?? 0) ? b : a))
    if ((next.meta?.yields ?? 0) === 0) break
    kept.splice(kept.indexOf(next), 1)
  }
  return kept
}

function leastOf(meta: ColumnFacts | undefined, width: number): number {
  return meta?.width ?? (isNarrow(width) ? meta?.narrow : undefined) ?? meta?.least ?? 0
}
