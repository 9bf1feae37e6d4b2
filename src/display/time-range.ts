import { day, hour, minute } from './lengths.ts'
import { instantOf, wallTime, type Zone } from './zone.ts'

/** A stretch of time from its start to before its end, in milliseconds since 1970; null for no bound. */
export type TimeRange = { readonly from: number | null; readonly to: number | null }

export type BoundedRange = { readonly from: number; readonly to: number }

/** Ranges people ask for by name. They are fixed when they are chosen, so that a link means the same tomorrow. */
export const presets = [
  { label: 'Last hour', range: (now) => upTo(now, hour) },
  { label: 'Last 24 hours', range: (now) => upTo(now, day) },
  { label: 'Today', range: (now, zone) => days(now, zone, 0) },
  { label: 'Yesterday', range: (now, zone) => days(now, zone, -1) },
  { label: 'Last 7 days', range: (now) => upTo(now, 7 * day) },
  { label: 'Last 30 days', range: (now) => upTo(now, 30 * day) },
] as const satisfies readonly { label: string; range: (now: number, zone: Zone) => BoundedRange }[]

/** Up to the end of this minute, so that what is on the screen now is in it. */
function upTo(now: number, length: number): BoundedRange {
  const to = Math.floor(now / minute) * minute + minute
  return { from: to - length, to }
}

/** One day of a zone's calendar. @param away days from today */
function days(now: number, zone: Zone, away: number): BoundedRange {
  const midnight = Math.floor(wallTime(now, zone) / day) * day + away * day
  return { from: instantOf(midnight, zone), to: instantOf(midnight + day, zone) }
}

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
