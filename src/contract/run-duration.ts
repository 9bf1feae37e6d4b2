/**
 * A run's duration from its start to its last update, in ms. Negative when Twilio's update date is before its creation
 * date; NaN when one of the dates is.
 */
export const runDurationMs = (started: number, updated: number): number => updated - started

/** What a run's duration depends on. */
export type RunTimes = {
  status: string | null
  /** Milliseconds since 1970. */
  started: number | null
  updated: number | null
}

/** The duration of a run that is over, in ms; null for an active run, and without a start or a last update. */
export function finalDurationMs({ status, started, updated }: RunTimes): number | null {
  return status === 'active' || started === null || updated === null ? null : runDurationMs(started, updated)
}
