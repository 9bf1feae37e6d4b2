import type { DurationRange } from './predicates.ts'

const secondsPerUnit: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }
const pattern = /^(?:(\d+) ?([smhd]?))? ?\.\. ?(?:(\d+) ?([smhd]?))?$/i

/**
 * Parses "60..300", "5m..", "..1h": seconds, or a number with the unit s, m, h or d. Null for anything else, for a range
 * without bounds, and for a minimum above the maximum.
 */
export function parseDurationRange(text: string): DurationRange | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [, min, minUnit, max, maxUnit] = match
  const minSeconds = toSeconds(min, minUnit)
  const maxSeconds = toSeconds(max, maxUnit)
  if (minSeconds === null && maxSeconds === null) return null
  if (Number.isNaN(minSeconds) || Number.isNaN(maxSeconds)) return null
  return minSeconds !== null && maxSeconds !== null && minSeconds > maxSeconds
    ? null
    : { minSeconds, maxSeconds }
}

/** "60..300", in seconds; null without bounds. */
export function serializeDurationRange({ minSeconds, maxSeconds }: DurationRange): string | null {
  return minSeconds === null && maxSeconds === null ? null : `${minSeconds ?? ''}..${maxSeconds ?? ''}`
}

/** NaN above `Number.MAX_SAFE_INTEGER`. */
function toSeconds(digits: string | undefined, unit = ''): number | null {
  if (digits === undefined) return null
  const value = Number(digits) * (secondsPerUnit[unit.toLowerCase()] ?? Number.NaN)
  return Number.isSafeInteger(value) ? value : Number.NaN
}
