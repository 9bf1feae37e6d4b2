import { day, minute } from './lengths.ts'
import { wallTime, type Zone } from './zone.ts'

/** A stretch of time from its start to before its end, in milliseconds since 1970; null for no bound. */
export type TimeRange = { readonly from: number | null; readonly to: number | null }

export type BoundedRange = { readonly from: number; readonly to: number }

/** "3 Nov, 09:00 – 10:00", "3 – 9 Nov", "from 3 Nov, 09:00"; the year where it is not `now`'s. Null for all times. */
export function describeRange({ from, to }: TimeRange, zone: Zone, now: number): string | null {
  if (from === null) return to === null ? null : `before ${describeMoment(to, zone, now)}`
  if (to === null) return `from ${describeMoment(from, zone, now)}`
  return from < to ? describeSpan({ from, to }, zone, now) : 'ends before it starts'
}

/** A range with two ends. Whole days are named as days. */
export function describeSpan({ from, to }: BoundedRange, zone: Zone, now: number): string {
  const start = wallTime(from, zone)
  const end = wallTime(to, zone)
  const wholeDays = start % day === 0 && end % day === 0
  const format = wholeDays
    ? formatterFor([start, end - day], now, zone, { day: 'numeric', month: 'short' })
    : formatterFor([start, end], now, zone, toThe([start, end]))
  // Which spaces stand around the dash differs from one version of ICU to the next.
  return format.formatRange(start, wholeDays ? end - day : end).replace(/\s*–\s*/, ' – ')
}

/** "3 Nov, 09:00". */
export function describeMoment(ms: number, zone: Zone, now: number): string {
  const wall = wallTime(ms, zone)
  return formatterFor([wall], now, zone, toThe([wall])).format(wall)
}

/** To the minute, or to the second where there are seconds. */
function toThe(walls: readonly number[]): Intl.DateTimeFormatOptions {
  const exact = walls.some((wall) => wall % minute !== 0)
  return {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(exact && { second: '2-digit' }),
  }
}

/** Wall times are written as if they were UTC: one zone's rules are applied once. */
function formatterFor(
  walls: readonly number[],
  now: number,
  zone: Zone,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const thisYear = new Date(wallTime(now, zone)).getUTCFullYear()
  const year = walls.some((wall) => new Date(wall).getUTCFullYear() !== thisYear)
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC', ...(year && { year: 'numeric' }) })
}
