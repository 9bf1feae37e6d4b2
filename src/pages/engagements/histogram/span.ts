import type { BoundedRange, TimeRange } from '#display/time-range.ts'
import { day, hour, minute } from '#display/lengths.ts'
import type { PageSummary } from '#engine/protocol.ts'

/** Which part of the time has not been read yet, so that its bars may still grow. */
export type Unread =
  | { readonly state: 'none' }
  /** Everything that started before this, in ms since 1970. */
  | { readonly state: 'before'; readonly at: number }
  /** The list does not come in order of date: what is missing could be anywhere. */
  | { readonly state: 'anywhere' }

type LastRead = Pick<PageSummary, 'next' | 'notice' | 'newestFirst' | 'oldest'>

/** What is left to read after the page read last. */
export function unreadOf({ next, notice, newestFirst, oldest }: LastRead): Unread {
  if (next === null && notice === null) return { state: 'none' }
  if (!newestFirst || oldest === null) return { state: 'anywhere' }
  return { state: 'before', at: oldest }
}

/** The same, as far as it concerns a range: what is older than its start is none of its business. */
export function unreadWithin(unread: Unread, { from }: TimeRange): Unread {
  return unread.state === 'before' && from !== null && unread.at <= from ? { state: 'none' } : unread
}

/** Dates outside of these come from mistyped links, and calendars of other eras are nobody's business here. */
const earliest = Date.UTC(1970)
const latest = Date.UTC(9999)

/**
 * The time the histogram shows: the range that was asked for, and where that has no bound, as far as has been read.
 * @param oldest the oldest engagement read; null when none has a date
 * @returns null when there is nothing to show: an empty range, or none asked for and nothing read
 */
export function shownSpan(range: TimeRange, oldest: number | null, now: number): BoundedRange | null {
  const from = range.from ?? startOf(range.to, oldest)
  if (from === null) return null
  const to = range.to ?? (from < now ? Math.max(now, from + minute) : from + hour)
  const span = { from: Math.max(from, earliest), to: Math.min(to, latest) }
  return span.from < span.to ? span : null
}

/** Where a range without a start begins: a day before its end when that lies before all that was read. */
function startOf(to: number | null, oldest: number | null): number | null {
  if (to !== null && (oldest === null || oldest >= to)) return to - day
  return oldest
}

/** Round edges, but those asked for: a bar counts what the list shows, not what lies beside the range. */
export function clipEdges(edges: readonly number[], range: TimeRange): number[] {
  const { from, to } = { from: range.from ?? -Infinity, to: range.to ?? Infinity }
  return edges.map((edge) => Math.min(Math.max(edge, from), to))
}

/**
 * Three times the span, about its middle. Where it would reach past now, or past all there is, the bound is lifted.
 * @param oldest the oldest there is; null while there may be older ones
 */
export function zoomOut({ from, to }: BoundedRange, oldest: number | null, now: number): TimeRange {
  const length = to - from
  return {
    from: oldest !== null && from - length <= oldest ? null : Math.max(earliest, from - length),
    to: to + length >= now ? null : to + length,
  }
}
