import type { EngagementRow } from '#engine/protocol.ts'
import { newestFirst, type Order } from '#search/question.ts'

/** A stretch of an answer: its rows, and how many of the answer stand before them. */
type Stretch = { readonly from: number; readonly rows: readonly Pick<EngagementRow, 'row'>[] }

/** One row that must not move on the screen: its number, and how many of the answer stand before it. */
export type Anchor = { readonly row: number; readonly at: number }

type Look = {
  /** What is shown, null before the first rows. */
  readonly stretch: Stretch | null
  /** The first row in view, and how many are. */
  readonly first: number
  readonly size: number
  /** Where the keyboard is, null when it has not been in the list. */
  readonly cursor: number | null
  readonly order: Order
}

/**
 * The row that must stay where it is when others come in above it: the one the keyboard is on if it is in view, else
 * the first in view. Null at the top of a list in another order than Twilio's: there the top is what is looked at, and
 * while pages are being read rows come in above all the time.
 */
export function anchorOf({ stretch, first, size, cursor, order }: Look): Anchor | null {
  if (!stretch) return null
  const isInView = cursor !== null && cursor >= first && cursor < first + size
  if (first === 0 && !isInView && !isNewestFirst(order)) return null
  const at = isInView ? cursor : first
  const row = stretch.rows[at - stretch.from]
  return row ? { row: row.row, at } : null
}

/** Where the row the keyboard is on stands in a new answer: where it is seen, or as far on as its neighbours went. */
export function cursorIn(before: Stretch | null, after: Stretch, cursor: number, shift: number): number {
  const row = before?.rows[cursor - before.from]?.row
  const at = row === undefined ? -1 : after.rows.findIndex((each) => each.row === row)
  return at < 0 ? Math.max(0, cursor + shift) : after.from + at
}

export function isNewestFirst({ by, descending }: Order): boolean {
  return by === newestFirst.by && descending === newestFirst.descending
}
