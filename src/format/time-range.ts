import { dayMs, minuteMs } from './time-units.ts'
import { toZoned, type TimeZone } from './time-zone.ts'

/** In milliseconds since 1970; `from` is inclusive, `to` exclusive, null means no bound. */
export type TimeRange = { readonly from: number | null; readonly to: number | null }

export type BoundedRange = { readonly from: number; readonly to: number }

/** "3 Nov, 09:00 – 10:00", "3 – 9 Nov", "from 3 Nov, 09:00"; with the year unless it is `now`'s. Null without bounds. */
export function describeTimeRange({ from, to }: TimeRange, zone: TimeZone, now: number): string | null {
  if (from === null) return to === null ? null : `before ${describeTimestamp(to, zone, now)}`
  if (to === null) return `from ${describeTimestamp(from, zone, now)}`
  return from < to ? describeBoundedRange({ from, to }, zone, now) : 'ends before it starts'
}

/** Whole days are written without times. */
export function describeBoundedRange({ from, to }: BoundedRange, zone: TimeZone, now: number): string {
  const start = toZoned(from, zone)
  const end = toZoned(to, zone)
  const isWholeDays = start % dayMs === 0 && end % dayMs === 0
  const format = isWholeDays
    ? formatterFor([start, end - dayMs], now, zone, { day: 'numeric', month: 'short' })
    : formatterFor([start, end], now, zone, precisionOptions([start, end]))
  // The kind of space around the dash depends on the ICU version.
  return format.formatRange(start, isWholeDays ? end - dayMs : end).replace(/\s*–\s*/, ' – ')
}

/** "3 Nov, 09:00". */
export function describeTimestamp(ms: number, zone: TimeZone, now: number): string {
  const zoned = toZoned(ms, zone)
  return formatterFor([zoned], now, zone, precisionOptions([zoned])).format(zoned)
}

/** To the minute, or to the second if any time has seconds. */
function precisionOptions(zonedTimes: readonly number[]): Intl.DateTimeFormatOptions {
  const hasSeconds = zonedTimes.some((zoned) => zoned % minuteMs !== 0)
  return {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds && { second: '2-digit' }),
  }
}

/** Formats local times as if they were UTC: `toZoned` has applied the zone already. */
function formatterFor(
  zonedTimes: readonly number[],
  now: number,
  zone: TimeZone,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const thisYear = new Date(toZoned(now, zone)).getUTCFullYear()
  const hasYear = zonedTimes.some((zoned) => new Date(zoned).getUTCFullYear() !== thisYear)
  return new Intl.DateTimeFormat('en-GB', {
    ...options,
    timeZone: 'UTC',
    ...(hasYear && { year: 'numeric' }),
  })
}
