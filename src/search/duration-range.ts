import type { DurationRange } from './search.ts'

const seconds: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }
const pattern = /^(?:(\d+)([smhd]?))?\.\.(?:(\d+)([smhd]?))?$/i

/**
 * Reads "60..300", "5m..", "..1h": seconds, or a number with s, m, h or d. Null for anything else, for a range without
 * an end, and for one whose ends are the wrong way round.
 */
export function parseDurationRange(text: string): DurationRange | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [, least, leastUnit, most, mostUnit] = match
  const atLeast = inSeconds(least, leastUnit)
  const atMost = inSeconds(most, mostUnit)
  if (atLeast === null && atMost === null) return null
  if (Number.isNaN(atLeast) || Number.isNaN(atMost)) return null
  return atLeast !== null && atMost !== null && atLeast > atMost ? null : { atLeast, atMost }
}

/** "60..300", in seconds; null when there is no bound. */
export function printDurationRange({ atLeast, atMost }: DurationRange): string | null {
  return atLeast === null && atMost === null ? null : `${atLeast ?? ''}..${atMost ?? ''}`
}

/** NaN when there are too many digits to count with. */
function inSeconds(digits: string | undefined, unit = ''): number | null {
  if (digits === undefined) return null
  const value = Number(digits) * (seconds[unit.toLowerCase()] ?? Number.NaN)
  return Number.isSafeInteger(value) ? value : Number.NaN
}
