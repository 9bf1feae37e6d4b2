/** The time from a step to the next one. */
export type TimelineSpan = {
  /** Index of the step it starts with. */
  step: number
  /** Milliseconds. */
  ms: number
  /** Share of the bar's width, from 0 to 1. */
  share: number
  /** Whether it is too long to be drawn to scale. */
  isGap: boolean
}

/** A wait longer than this share of the run would hide the rest, so it is shortened to half the bar. */
const maxShare = 0.8
const gapShare = 0.5

/**
 * Splits a run's time into spans, as wide as they are long, except for one long wait, which is shortened and marked.
 * Of steps with the same time only the last has a span.
 * @param times of the steps in order, in milliseconds since 1970; null for a step without a date
 * @param endTime the end of the last step's span; null for no such span
 */
export function buildTimeline(times: readonly (number | null)[], endTime: number | null): TimelineSpan[] {
  const lengths: { step: number; ms: number }[] = []
  let from: { step: number; timestamp: number } | null = null
  for (const [step, time] of [...times, endTime].entries()) {
    if (time === null) continue
    if (from && time > from.timestamp) lengths.push({ step: from.step, ms: time - from.timestamp })
    from = { step, timestamp: time }
  }
  const totalMs = lengths.reduce((sum, { ms }) => sum + ms, 0)
  const gap = lengths.length > 1 ? (lengths.find(({ ms }) => ms > maxShare * totalMs) ?? null) : null
  return lengths.map((length) => ({
    ...length,
    isGap: length === gap,
    share: gap
      ? length === gap
        ? gapShare
        : (length.ms / (totalMs - gap.ms)) * (1 - gapShare)
      : length.ms / totalMs,
  }))
}
