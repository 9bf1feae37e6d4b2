import { dateFormat } from './date-format.ts'
import { dayMs, minuteMs } from './time-units.ts'
import { isRepeatedTime, repeatedOffset, startOfDay, toZoned, utc, type TimeZone } from './time-zone.ts'

/** In milliseconds since 1970; `from` is inclusive, `to` exclusive, null means no bound. */
export type TimeRange = { readonly from: number | null; readonly to: number | null }

export type BoundedRange = { readonly from: number; readonly to: number }

/**
 * "3 Nov, 09:00 – 10:00", "3 – 9 Nov", "from 3 Nov, 09:00"; with the year unless it is `now`'s. Null without bounds. A range
 * whose end is not after its start has both in words.
 */
export function describeTimeRange({ from, to }: TimeRange, zone: TimeZone, now: number): string | null {
  if (from === null) return to === null ? null : `before ${describeTimestamp(to, zone, now)}`
  if (to === null) return `from ${describeTimestamp(from, zone, now)}`
  return isEmptyRange({ from, to })
    ? `from ${describeTimestamp(from, zone, now)} and before ${describeTimestamp(to, zone, now)}`
    : describeBoundedRange({ from, to }, zone, now)
}

/** Whether no time is in the range: its end, which is excluded, is not after its start. */
export function isEmptyRange({ from, to }: TimeRange): boolean {
  return from !== null && to !== null && to <= from
}

/** Whole days are written without times. In an hour that clocks repeat, both times have their offset from UTC. */
export function describeBoundedRange({ from, to }: BoundedRange, zone: TimeZone, now: number): string {
  if (isRepeatedTime(from, zone) || isRepeatedTime(to, zone))
    return `${describeTimestamp(from, zone, now)} – ${describeTimestamp(to, zone, now)}`
  const start = toZoned(from, zone)
  const end = toZoned(to, zone)
  const isWholeDays = from === startOfDay(from, zone) && to === startOfDay(to, zone)
  const lastDay = Math.floor(end / dayMs) * dayMs - dayMs
  const format = isWholeDays
    ? formatFor([start, lastDay], now, zone, dayOptions)
    : formatFor([start, end], now, zone, precisionOptions([start, end]))
  // The kind of space around the dash depends on the ICU version.
  return format.formatRange(start, isWholeDays ? lastDay : end).replace(/\s*–\s*/, ' – ')
}

/** "3 Nov, 09:00"; with its offset from UTC in an hour that clocks repeat. */
export function describeTimestamp(ms: number, zone: TimeZone, now: number): string {
  const zoned = toZoned(ms, zone)
  return formatFor([zoned], now, zone, precisionOptions([zoned])).format(zoned) + repeatedOffset(ms, zone)
}

/** The options within this year, and with a year. */
type PrecisionOptions = Readonly<Record<'thisYear' | 'withYear', Intl.DateTimeFormatOptions>>

const withYearOptions = (options: Intl.DateTimeFormatOptions): PrecisionOptions => ({
  thisYear: options,
  withYear: { ...options, year: 'numeric' },
})

const dayOptions = withYearOptions({ day: 'numeric', month: 'short' })
const minuteFields = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const minuteOptions = withYearOptions(minuteFields)
const secondOptions = withYearOptions({ ...minuteFields, second: '2-digit' })

/** To the minute, or to the second if any time has seconds. */
function precisionOptions(zonedTimes: readonly number[]): PrecisionOptions {
  return zonedTimes.some((zoned) => zoned % minuteMs !== 0) ? secondOptions : minuteOptions
}

/** Formats local times as if they were UTC: `toZoned` has applied the zone already. */
function formatFor(
  zonedTimes: readonly number[],
  now: number,
  zone: TimeZone,
  options: PrecisionOptions,
): Intl.DateTimeFormat {
  const thisYear = new Date(toZoned(now, zone)).getUTCFullYear()
  const hasYear = zonedTimes.some((zoned) => new Date(zoned).getUTCFullYear() !== thisYear)
  return dateFormat(options[hasYear ? 'withYear' : 'thisYear'], utc)
}
