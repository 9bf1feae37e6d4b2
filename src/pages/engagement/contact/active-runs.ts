import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/protocol.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { contextFromDocument } from '#story/context-reader.ts'

/** The two addresses that a run is between. Twilio allows one active messaging run per pair. */
type AddressPair = { company: string; contact: string }

/** What decides whether a run may block others. */
export type ActiveRun = {
  sid: EngagementSid
  status: string | null
  /** Milliseconds since 1970. */
  started: number | null
}

/** Younger active runs are normal: the contact is just answering. */
const minBlockingAgeMs = 3_600_000

/** The contact's oldest active run that started before this one. */
export function findOlderActiveRun(
  runs: RowsInView | null,
  { sid, started }: Pick<ActiveRun, 'sid' | 'started'>,
): EngagementRow | null {
  if (runs === null || started === null) return null
  return (
    runs.rows.findLast(
      (row) => row.status === 'active' && row.sid !== sid && row.started !== null && row.started < started,
    ) ?? null
  )
}

/**
 * The pair of addresses that an old active run may keep from starting a new run; null if it cannot: a call never does,
 * and a later run of the contact shows that it did not.
 * @param now milliseconds since 1970
 * @see https://www.twilio.com/docs/studio/rest-api/v2/execution
 */
export function mayBlock(
  { sid, status, started }: ActiveRun,
  runs: RowsInView | null,
  context: ParsedText | null,
  now: number,
): AddressPair | null {
  if (status !== 'active' || started === null || now - started < minBlockingAgeMs) return null
  if (runs === null || runs.rows.some((row) => row.sid !== sid && (row.started ?? -Infinity) > started))
    return null
  // Every widget of a call has the call's SID.
  if (context === null || context.result instanceof JsonTextError || context.text.includes('"CallSid"'))
    return null
  const reader = contextFromDocument(context.result)
  const company = reader.text('flow', 'channel', 'address')
  const contact = reader.text('contact', 'channel', 'address')
  return company === null || contact === null ? null : { company, contact }
}
