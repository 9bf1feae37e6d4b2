import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { newestFirst, type Sort } from '#search/query/list-query.ts'

/** A range of the result: its rows, and the index of the first one. */
type RowRange = { readonly from: number; readonly rows: readonly Pick<EngagementRow, 'row'>[] }

/** A row that must not move on the screen: its number, and its index in the result. */
export type ScrollAnchor = { readonly row: number; readonly index: number }

type Viewport = {
  /** The rows shown; null before the first ones. */
  readonly rows: RowRange | null
  /** Index of the first row in view, and the number of rows in view. */
  readonly first: number
  readonly size: number
  /** Row index of the keyboard cursor; null until it is in the list. */
  readonly cursor: number | null
  readonly order: Sort
  /** Whether a search is running. Its matches come in any order. */
  readonly isSearching: boolean
}

/**
 * Chooses the row that must not move when rows are added above it: the row of the keyboard cursor if it is in view, else
 * the first row in view. Null at the top of a list that is not newest first, or while it is searched: the user is looking at
 * the top there, and rows are added above all the time.
 */
export function chooseAnchor({
  rows,
  first,
  size,
  cursor,
  order,
  isSearching,
}: Viewport): ScrollAnchor | null {
  if (!rows) return null
  const isInView = cursor !== null && cursor >= first && cursor < first + size
  if (first === 0 && !isInView && (isSearching || !isNewestFirst(order))) return null
  const index = isInView ? cursor : first
  const row = rows.rows[index - rows.from]
  return row ? { row: row.row, index } : null
}

/** The index of the cursor's row in the new result. If that row is not loaded, the old index plus the shift. */
export function relocateCursor(
  before: RowRange | null,
  after: RowRange,
  cursor: number,
  shift: number,
): number {
  const row = before?.rows[cursor - before.from]?.row
  const index = row === undefined ? -1 : after.rows.findIndex((each) => each.row === row)
  return index < 0 ? Math.max(0, cursor + shift) : after.from + index
}

export function isNewestFirst({ by, descending }: Sort): boolean {
  return by === newestFirst.by && descending === newestFirst.descending
}
