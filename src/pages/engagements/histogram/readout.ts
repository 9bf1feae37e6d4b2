import { formatCount } from '#display/count.ts'
import { formatDuration } from '#display/duration.ts'
import type { Step } from '#display/time-bins.ts'
import type { BoundedRange } from '#display/time-range.ts'

import { countWithin, type Bars, type Kind } from './geometry.ts'
import type { Unread } from './span.ts'

/** "12 active, 300 ended", and how much of that stretch has been read: no count stands as a total before it is one. */
export function describeCounts(bars: Bars, span: BoundedRange, unread: Unread): string {
  const unreadWithin = unreadPart(span, unread)
  if (unreadWithin === 'all') return 'not read yet'
  const counted = listCounts(countWithin(bars, span))
  return unreadWithin === 'some' ? `${counted} so far; not all read yet` : counted
}

function listCounts(counts: Record<Kind, number>): string {
  return shownKinds(counts.other > 0)
    .map((kind) => `${formatCount(counts[kind])} ${kindNames[kind]}`)
    .join(', ')
}

/** In the order they are named; a status that nobody knows only where there is one. */
export const shownKinds = (hasOther: boolean): readonly Kind[] =>
  hasOther ? ['active', 'ended', 'other'] : ['active', 'ended']

export const kindNames: Record<Kind, string> = {
  active: 'active',
  ended: 'ended',
  other: 'of another status',
}

function unreadPart({ from, to }: BoundedRange, unread: Unread): 'all' | 'some' | 'none' {
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

/** How much time a bar stands for: "10 min", "6 h", "1 d", "3 months". */
export function stepName(step: Step): string {
  if ('ms' in step) return formatDuration(step.ms)
  const { months } = step
  if (months % 12 === 0) return months === 12 ? '1 year' : `${months / 12} years`
  return months === 1 ? '1 month' : `${months} months`
}
