import { fractionOf } from './random.ts'

const hour = 3_600_000
/** Twilio keeps runs for 30 days; so far back the emulator's history goes. */
const historyHours = 30 * 24

/** How busy each hour of the day is (UTC): quiet at night, busiest late in the morning and after work. */
const byHour = [2, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 17, 17, 18, 17, 16, 18, 20, 17, 13, 9, 6, 3]
const weekend = 0.55

/** When engagements start. They are numbered from the oldest, 0, upwards. */
export type Arrivals = {
  /** Milliseconds since 1970; never earlier than the engagement before. */
  createdAt: (position: number) => number
  /** How many have started by then. */
  countAt: (now: number) => number
}

/** How busy the 30 days before `start` were: `shares[h]` is the part of all engagements in their first h hours. */
export function createRhythm(start: number): readonly number[] {
  const sums = [0]
  let sum = 0
  for (let h = 0; h < historyHours; h++) {
    const at = new Date(start - (historyHours - h) * hour)
    sum += (byHour[at.getUTCHours()] ?? 1) * (at.getUTCDay() % 6 === 0 ? weekend : 1)
    sums.push(sum)
  }
  return sums.map((it) => it / sum)
}

/**
 * At the start there are `count` engagements, spread over 30 days in that rhythm, the newest just now; after it one
 * arrives about every `everyMs`.
 */
export function createArrivals(options: {
  start: number
  rhythm: readonly number[]
  count: number
  everyMs: number
  seed: number
}): Arrivals {
  const { start, rhythm, count, everyMs, seed } = options

  function createdAt(position: number): number {
    if (position >= count)
      return start + (position - count + 0.1 + 0.85 * fractionOf(seed, position)) * everyMs
    if (position === count - 1) return start
    return (
      start - historyHours * hour + hoursInto(rhythm, (position + fractionOf(seed, position)) / count) * hour
    )
  }

  function countAt(now: number): number {
    if (count > 0 && now < start) return bisect(count, (position) => createdAt(position) > now)
    if (everyMs === Infinity) return count
    const whole = count + Math.max(0, Math.floor((now - start) / everyMs))
    return createdAt(whole) <= now ? whole + 1 : whole
  }

  return { createdAt, countAt }
}

/** After how many hours that share of all engagements has started. */
function hoursInto(rhythm: readonly number[], share: number): number {
  const after = bisect(rhythm.length, (h) => (rhythm[h] ?? 1) > share)
  const from = rhythm[after - 1] ?? 0
  const to = rhythm[after] ?? 1
  return after - 1 + (share - from) / (to - from || 1)
}

/** The first whole number below `end` for which `holds`, given that it then holds for all after; else `end`. */
function bisect(end: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, end]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
