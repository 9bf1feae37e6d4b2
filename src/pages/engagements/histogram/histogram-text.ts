import { formatCount } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import type { BinSize } from '#format/time/time-bins.ts'
import type { BoundedRange } from '#format/time/time-range.ts'

import { barKinds, countWithin, type Bars, type BarKind } from './geometry.ts'
import type { UnreadRange } from './time-window.ts'

/**
 * "12 active, 300 ended", with a note if the range is not fully loaded: no count is shown as a total before it is one.
 * @param isCompared whether every loaded run was compared with the query
 */
export function describeRangeCounts(
  bars: Bars,
  range: BoundedRange,
  unread: UnreadRange,
  isCompared: boolean,
): string {
  const unreadShare = unreadShareOf(range, unread)
  const counts = countWithin(bars, range)
  // Later slices of a range asked of Twilio may be loaded before earlier ones.
  if (unreadShare === 'all' && barKinds.every((kind) => counts[kind] === 0)) return 'not loaded yet'
  const counted = listCounts(counts)
  if (unreadShare !== 'none') return `${counted} so far; not all loaded yet`
  return isCompared ? counted : `${counted} so far; not all searched yet`
}

function listCounts(counts: Record<BarKind, number>): string {
  return displayedKinds(counts.other > 0)
    .map((kind) => `${formatCount(counts[kind])} ${barKindNames[kind]}`)
    .join(', ')
}

/** The kinds to display, in order; `other` only if there are any. */
export const displayedKinds = (hasOther: boolean): readonly BarKind[] =>
  hasOther ? ['active', 'ended', 'other'] : ['active', 'ended']

export const barKindNames: Record<BarKind, string> = {
  active: 'active',
  ended: 'ended',
  other: 'other status',
}

function unreadShareOf({ from, to }: BoundedRange, unread: UnreadRange): 'all' | 'some' | 'none' {
  switch (unread.state) {
    case 'none':
      return 'none'
    case 'anywhere':
      return 'some'
    case 'before':
      if (to <= unread.at) return 'all'
      return from < unread.at ? 'some' : 'none'
  }
}

/** The time span of one bar: "10 min", "6 h", "1 d", "3 months". */
export function formatBinWidth(binSize: BinSize): string {
  if ('ms' in binSize) return formatDuration(binSize.ms)
  const { months } = binSize
  if (months % 12 === 0) return months === 12 ? '1 year' : `${months / 12} years`
  return months === 1 ? '1 month' : `${months} months`
}
