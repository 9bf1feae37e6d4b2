import type { ReactNode } from 'react'

/** The grid's settings of a column, apart from its cells. */
export type GridColumnMeta = {
  /** The accessible name and the header text. */
  label: string
  /** The header's tooltip. */
  hint?: string
  /** What stands beside the header's sort button, where there is room. */
  headerNote?: ReactNode
  /** Width as a CSS grid track. */
  gridTrack: string
  /** Min width in px. */
  minWidth: number
  /** Fixed width in px in a narrow grid, where the cells show less. */
  compactWidth?: number
  /** The same in the grid of a small phone, or of a window at 400 %. */
  smallestWidth?: number
  /** Whether a narrow grid shows it below the others, as wide as the row. It needs `secondLineClass`, too. */
  usesSecondLine?: boolean
  /** Width in px set by the user; overrides all others. */
  width?: number
  /** When space is short, columns with a higher number are hidden first; 0 is never hidden. */
  hidePriority: number
  /** Whether rows can be sorted by it. */
  isSortable?: boolean
  /** Whether the first click on its header sorts ascending: names begin with A, times with the latest. */
  sortsAscendingFirst?: boolean
  /** Whether the user cannot resize it. */
  hasFixedWidth?: boolean
  /** Whether layouts of earlier versions lack it: one without it still counts as the default layout. */
  isAddedLater?: boolean
  /** Whether the user cannot hide it, because it identifies the row. */
  isAlwaysVisible?: boolean
  /** Classes of its cells and header: alignment, numerals. */
  className?: string
}

export type WithColumnMeta = { id?: string | undefined; meta?: GridColumnMeta | undefined }

/** Max column width in px. */
export const maxColumnWidth = 1200

/** Limits a width to the column's min and max, in whole px. */
export function clampColumnWidth({ meta }: WithColumnMeta, width: number): number {
  return Math.round(Math.min(Math.max(width, meta?.minWidth ?? 0), maxColumnWidth))
}
