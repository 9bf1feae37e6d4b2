import type { ContextReader } from '#story/context-reader.ts'

/** The two addresses that a run is between. Twilio allows one active messaging run per pair. */
type AddressPair = { company: string; contact: string }

/** What decides whether a run may block others. */
export type BlockingRun = {
  status: string | null
  /** Milliseconds since 1970. */
  started: number | null
}

/** Younger active runs are normal: the contact is just answering. */
const minBlockingAgeMs = 3_600_000

/**
 * The pair of addresses that an old active run may keep from starting a new run; null if it cannot: a call never does,
 * and a later run of the contact shows that it did not.
 * @param isLatest whether the contact's runs are loaded, and none is later
 * @param context the run's context and its text; null where it is not loaded
 * @param now milliseconds since 1970
 * @see https://www.twilio.com/docs/studio/rest-api/v2/execution
 */
export function mayBlock(
  { status, started }: BlockingRun,
  isLatest: boolean,
  context: { text: string; reader: ContextReader } | null,
  now: number,
): AddressPair | null {
  if (status !== 'active' || started === null || now - started < minBlockingAgeMs || !isLatest) return null
  // Every widget of a call has the call's SID.
  if (context === null || context.text.includes('"CallSid"')) return null
  const company = context.reader.text('flow', 'channel', 'address')
  const contact = context.reader.text('contact', 'channel', 'address')
  return company === null || contact === null ? null : { company, contact }
}
