/** A stretch of a run's time: from a step until the next. */
export type Stretch = {
  /** Index of the step it begins with. */
  step: number
  /** Milliseconds. */
  ms: number
  /** How much of the bar it takes, from 0 to 1. */
  share: number
  /** Whether it was so long that it is not drawn to scale. */
  isGap: boolean
}

/** A wait that takes more than this of a run leaves nothing to see of the rest: it is cut down to half the bar. */
const tooLong = 0.8
const gapShare = 0.5

/**
 * A run's time cut into stretches, as wide as they are long, but for one long wait, which is cut short and says so.
 * Steps of the same moment have no stretch of their own.
 * @param times of the steps in order, milliseconds since 1970; a step without one has none
 * @param until when the last step's stretch ends; null when it has none
 */
export function timelineOf(times: readonly (number | null)[], until: number | null): Stretch[] {
  const lengths: { step: number; ms: number }[] = []
  let from: { step: number; at: number } | null = null
  for (const [step, time] of [...times, until].entries()) {
    if (time === null) continue
    if (from && time > from.at) lengths.push({ step: from.step, ms: time - from.at })
    from = { step, at: time }
  }
  const whole = lengths.reduce((sum, { ms }) => sum + ms, 0)
  const gap = lengths.length > 1 ? (lengths.find(({ ms }) => ms > tooLong * whole) ?? null) : null
  return lengths.map((length) => ({
    ...length,
    isGap: length === gap,
    share: gap
      ? length === gap
        ? gapShare
        : (length.ms / (whole - gap.ms)) * (1 - gapShare)
      : length.ms / whole,
  }))
}
