import { hashToFraction } from './random.ts'

const hourMs = 3_600_000
/** Twilio keeps runs for 30 days, so the emulator's history covers 30 days. */
const historyHours = 30 * 24

/** Relative load of each hour of the day (UTC): low at night, highest late in the morning and after work. */
const hourlyLoad = [2, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 17, 17, 18, 17, 16, 18, 20, 17, 13, 9, 6, 3]
const weekendFactor = 0.55

/** The start times of engagements. Position 0 is the oldest. */
export type ArrivalTimes = {
  /** Milliseconds since 1970; never earlier than the previous engagement. */
  createdAt: (position: number) => number
  /** Number of engagements started by then. */
  countAt: (now: number) => number
}

/** The load over the 30 days before `start`: item h is the share of all engagements in the first h hours, 0 to 1. */
export function createLoadProfile(start: number): readonly number[] {
  const cumulativeLoad = [0]
  let total = 0
  for (let h = 0; h < historyHours; h++) {
    const hourStart = new Date(start - (historyHours - h) * hourMs)
    total +=
      (hourlyLoad[hourStart.getUTCHours()] ?? 1) * (hourStart.getUTCDay() % 6 === 0 ? weekendFactor : 1)
    cumulativeLoad.push(total)
  }
  return cumulativeLoad.map((it) => it / total)
}

/**
 * At the start there are `count` engagements. They are spread over 30 days by the load profile, and the newest starts at
 * `start`. After that one arrives about every `intervalMs`.
 */
export function createArrivalTimes(options: {
  start: number
  loadProfile: readonly number[]
  count: number
  intervalMs: number
  seed: number
}): ArrivalTimes {
  const { start, loadProfile, count, intervalMs, seed } = options

  function createdAt(position: number): number {
    if (position >= count)
      return start + (position - count + 0.1 + 0.85 * hashToFraction(seed, position)) * intervalMs
    if (position === count - 1) return start
    return (
      start -
      historyHours * hourMs +
      hoursUntilShare(loadProfile, (position + hashToFraction(seed, position)) / count) * hourMs
    )
  }

  function countAt(now: number): number {
    if (count > 0 && now < start) return bisect(count, (position) => createdAt(position) > now)
    if (intervalMs === Infinity) return count
    const minCount = count + Math.max(0, Math.floor((now - start) / intervalMs))
    return createdAt(minCount) <= now ? minCount + 1 : minCount
  }

  return { createdAt, countAt }
}

/** Hours until that share of all engagements has started. */
function hoursUntilShare(loadProfile: readonly number[], share: number): number {
  const after = bisect(loadProfile.length, (h) => (loadProfile[h] ?? 1) > share)
  const from = loadProfile[after - 1] ?? 0
  const to = loadProfile[after] ?? 1
  return after - 1 + (share - from) / (to - from || 1)
}

/** The first index below `end` that matches the predicate, which must then match every later one; `end` if none does. */
function bisect(end: number, predicate: (index: number) => boolean): number {
  let [low, high] = [0, end]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (predicate(middle)) high = middle
    else low = middle + 1
  }
  return low
}
