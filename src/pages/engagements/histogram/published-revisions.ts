import { useQuery } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { describeTimestamp, type BoundedRange } from '#format/time/time-range.ts'
import { minuteMs } from '#format/time/time-units.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { revisionsQuery } from '#queries/flow-definition.ts'
import type { RevisionList } from '#twilio/defined-revision.ts'

/** A revision of the flow, as it was published. */
export type PublishedRevision = {
  revision: number
  /** Milliseconds since 1970. */
  ms: number
  message: string | null
}

const none: readonly PublishedRevision[] = []

/** The flow's published revisions, the oldest first; loaded once the histogram is displayed. */
export function usePublishedRevisions(flowSid: FlowSid): {
  published: readonly PublishedRevision[]
  failed: boolean
} {
  const { data, isError } = useQuery({ ...revisionsQuery(flowSid), select: publishedRevisions })
  return { published: data ?? none, failed: isError }
}

/** Those that were published, and of which the time is known; the oldest first. */
export function publishedRevisions({ revisions }: RevisionList): PublishedRevision[] {
  return revisions
    .flatMap(({ revision, status, date, message }) => {
      const ms = parseTime(date)
      return status !== 'published' || ms === null ? [] : [{ revision, ms, message }]
    })
    .toSorted((a, b) => a.ms - b.ms)
}

/** Those published within a range; its end is exclusive. */
export const publishedWithin = (
  published: readonly PublishedRevision[],
  { from, to }: BoundedRange,
): PublishedRevision[] => published.filter(({ ms }) => ms >= from && ms < to)

/** In px: marks that are closer would cover each other. */
const minMarkDistance = 7

/** The revisions of each mark. Those that would cover each other share one, at the place of the first. */
export function groupMarks(
  published: readonly PublishedRevision[],
  xOf: (ms: number) => number,
): { x: number; revisions: PublishedRevision[] }[] {
  const marks: { x: number; revisions: PublishedRevision[] }[] = []
  for (const each of published) {
    const x = xOf(each.ms)
    const last = marks.at(-1)
    if (last && x - last.x < minMarkDistance) last.revisions.push(each)
    else marks.push({ x, revisions: [each] })
  }
  return marks
}

/**
 * "Revision 12 published 3 Nov, 14:02: Shorter texts".
 * @param displayText how the message, which anyone may have written, is displayed
 */
export function describePublished(
  { revision, ms, message }: PublishedRevision,
  zone: TimeZone,
  now: number,
  displayText: (text: string) => string,
): string {
  const time = describeTimestamp(Math.floor(ms / minuteMs) * minuteMs, zone, now)
  const text = `Revision ${revision} published ${time}`
  return message === null || message.trim() === '' ? text : `${text}: ${displayText(message)}`
}

/** Of one revision all, of several their numbers: "Revisions 12, 13 published"; empty for none. */
export function summarizePublished(
  revisions: readonly PublishedRevision[],
  describe: (revision: PublishedRevision) => string,
): string {
  const [only] = revisions
  if (only === undefined) return ''
  return revisions.length === 1
    ? describe(only)
    : `Revisions ${revisions.map(({ revision }) => revision).join(', ')} published`
}
