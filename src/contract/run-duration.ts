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
