import { countOf, formatCount } from '#display/count.ts'
import { formatMinuteInZone } from '#display/time.ts'
import type { PageSummary } from '#engine/protocol.ts'

import type { Reading } from './use-reading.ts'

const notices = {
  'token-repeats': 'Twilio’s list went round in circles, so reading stopped',
  'nothing-new': 'the last page brought nothing new, so reading stopped',
} as const

type HorizonOf = Pick<Reading, 'state' | 'pages'>

/**
 * How far has been read, in one honest line: how many engagements, back to when, and whether there are more. No count
 * stands alone as a total before the end has been reached.
 * @param read how many have been read by now, those taken in at the head included
 */
export function describeHorizon(reading: HorizonOf, read: number): string {
  const last = reading.pages.at(-1)
  if (!last) return reading.state === 'failed' ? 'Nothing has been read' : 'Reading the first page'
  return `${[`${countOf(readBy(last, read), 'engagement')} read`, ...backTo(last)].join(', ')}; ${whatMore(last)}`
}

/**
 * What a file of the list holds: "37 match, of 12,000 engagements read, back to 3 Nov 2026, 09:12 UTC; more exist, and
 * are not in the file".
 * @param matches null without a filter
 */
export function describeFile(reading: HorizonOf, read: number, matches: number | null): string {
  const which = matches === null ? '' : `${describeMatches(matches)}, of `
  const rest = reading.pages.at(-1)?.next == null ? '' : ', and are not in the file'
  return which + describeHorizon(reading, read) + rest
}

/** The same for the middle of a sentence: "12,000 engagements read back to 3 Nov 2026, 09:12 UTC". */
export function describeRead(last: PageSummary, read: number): string {
  return [`${countOf(readBy(last, read), 'engagement')} read`, ...backTo(last)].join(' ')
}

/** The rows at hand may be older than the reading, or newer by what came in at the head. */
function readBy(last: PageSummary, read: number): number {
  return Math.max(last.read, read)
}

function backTo({ newestFirst, oldest }: PageSummary): string[] {
  if (!newestFirst) return ['not in order of date']
  return oldest === null ? [] : [`back to ${formatMinuteInZone(oldest)}`]
}

function whatMore({ next, notice }: PageSummary): string {
  if (notice !== null) return notices[notice]
  return next === null ? 'that is all of them' : 'more exist'
}

/** "37 match", with a filter; nothing without. */
export function describeMatches(total: number): string {
  return `${formatCount(total)} match`
}
