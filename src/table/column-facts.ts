/** What the grid must know of a column beside its cells. */
export type ColumnFacts = {
  /** The accessible name, and what stands in the header. */
  label: string
  /** The header's tooltip, where the label does not say all. */
  hint?: string
  /** Its width, as a track of a CSS grid. */
  track: string
  /** The least width in px at which it can be read. */
  least: number
  /** Its width where the grid is narrow, in px; there it stays, and its cells show less. */
  narrow?: number
  /** The width in px that the reader gave it; then no other counts. */
  width?: number
  /** Columns with a higher number go first where there is no room; 0 always stays. */
  yields: number
  /** Whether rows can be ordered by it. */
  sortable?: boolean
  /** Whether its width is not the reader's to choose: it comes and goes by itself. */
  fixed?: boolean
  /** Whether it is shown whatever the reader chose: it holds what a row is known by. */
  always?: boolean
  /** Classes of its cells and its header: alignment, numerals. */
  look?: string
}

export type WithFacts = { id?: string | undefined; meta?: ColumnFacts | undefined }

/** The most a column can be widened to, in px. */
export const mostWidth = 1200

/** A width that a column can have, in whole px. */
export function possibleWidth({ meta }: WithFacts, width: number): number {
  return Math.round(Math.min(Math.max(width, meta?.least ?? 0), mostWidth))
}
