/** Durations of active runs are evaluated no more often than this, in ms: "now" moves on in steps. */
export const minNowStepMs = 5000

/**
 * A run's duration in ms. An active run lasts until now, and never less than 0: its start is by Twilio's clock. Any other
 * run ended at its last update; that is negative where Twilio's update date is before its creation date. NaN without a
 * date that it needs.
 * @param started milliseconds since 1970, NaN for none, like the other times
 */
export function runDurationMs(isActive: boolean, started: number, updated: number, nowMs: number): number {
  return isActive ? Math.max(0, nowMs - started) : updated - started
}

const dayMs = 86_400_000

/** How long Twilio keeps a run after its start, in days. Older documentation counts from its end. */
const retentionDays = 30

/** From how many days on it is worth saying. */
const noticeDays = 7

/**
 * Days until Twilio deletes a run, rounded up: 1 to 7, 0 if it may be gone at any time; null while there are more, or without
 * a start. Twilio counts from the start of a run.
 * @param startedMs milliseconds since 1970
 */
export function daysUntilDeletion(startedMs: number | null, nowMs: number): number | null {
  if (startedMs === null) return null
  const days = Math.ceil(retentionDays - (nowMs - startedMs) / dayMs)
  return days > noticeDays ? null : Math.max(0, days)
}
