import type { BoundedRange, TimeRange } from '#format/time/time-range.ts'
import { dayMs, hourMs, minuteMs } from '#format/time/time-units.ts'
import { isLastPage, type PageSummary } from '#engine/rpc/load-results.ts'

/** The time that is not fully loaded yet: its bars may still grow. */
export type UnreadRange =
  | { readonly state: 'none' }
  /** Everything that started before this, in ms since 1970. */
  | { readonly state: 'before'; readonly at: number }
  /** The list is not in date order, so missing runs may be anywhere. */
  | { readonly state: 'anywhere' }

type LastPage = Pick<PageSummary, 'next' | 'stopReason' | 'isNewestFirst' | 'oldestStartMs'>

/** The unread range after the last loaded page. */
export function unreadAfter(lastPage: LastPage): UnreadRange {
  const { isNewestFirst, oldestStartMs } = lastPage
  if (isLastPage(lastPage)) return { state: 'none' }
  if (!isNewestFirst || oldestStartMs === null) return { state: 'anywhere' }
  return { state: 'before', at: oldestStartMs }
}

type FilteredLoad = { isComplete: boolean; loadedFrom: number | null }

/**
 * The unread range of what a filter finds that is asked of Twilio, beside the list that is read only to `listUnread`.
 * @param filtered null while nothing is asked of Twilio
 */
export function unreadOfFilter(listUnread: UnreadRange, filtered: FilteredLoad | null): UnreadRange {
  if (filtered === null || listUnread.state === 'none') return listUnread
  if (filtered.isComplete) return { state: 'none' }
  if (filtered.loadedFrom === null) return listUnread
  const listAt = listUnread.state === 'before' ? listUnread.at : Infinity
  return { state: 'before', at: Math.min(listAt, filtered.loadedFrom) }
}

/** The unread range within `range`: unread time before its start does not count. */
export function clipUnread(unread: UnreadRange, { from }: TimeRange): UnreadRange {
  return unread.state === 'before' && from !== null && unread.at <= from ? { state: 'none' } : unread
}

/** Limits for dates from mistyped links. */
const minTimeMs = Date.UTC(1970)
const maxTimeMs = Date.UTC(9999)

/**
 * The time window of the histogram: the filter's range; a missing bound comes from the loaded runs.
 * @param oldestStartMs start of the oldest loaded engagement; null when none has a date
 * @returns null for an empty range, or without a range while nothing is loaded
 */
export function histogramTimeWindow(
  range: TimeRange,
  oldestStartMs: number | null,
  now: number,
): BoundedRange | null {
  const from = range.from ?? defaultStart(range.to, oldestStartMs)
  if (from === null) return null
  const to = range.to ?? (from < now ? Math.max(now, from + minuteMs) : from + hourMs)
  const timeWindow = { from: Math.max(from, minTimeMs), to: Math.min(to, maxTimeMs) }
  return timeWindow.from < timeWindow.to ? timeWindow : null
}

/** The start of a range without one: the oldest loaded run, or a day before the end if that run is not before it. */
function defaultStart(to: number | null, oldestStartMs: number | null): number | null {
  if (to !== null && (oldestStartMs === null || oldestStartMs >= to)) return to - dayMs
  return oldestStartMs
}

/** Clips round edges to the range, so that bars count only what the list shows. */
export function clipEdges(edges: readonly number[], range: TimeRange): number[] {
  const { from, to } = { from: range.from ?? -Infinity, to: range.to ?? Infinity }
  return edges.map((edge) => Math.min(Math.max(edge, from), to))
}

/**
 * Three times the window, around its middle. Removes a bound that would be after now, or before the oldest run.
 * @param oldestStartMs start of the oldest run of the flow; null while older ones may exist
 */
export function zoomOut({ from, to }: BoundedRange, oldestStartMs: number | null, now: number): TimeRange {
  const length = to - from
  return {
    from:
      oldestStartMs !== null && from - length <= oldestStartMs ? null : Math.max(minTimeMs, from - length),
    to: to + length >= now ? null : to + length,
  }
}
