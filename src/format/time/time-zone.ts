/**
 * Time zones with `Intl` only: Node 24 has no `Temporal`, and one implementation for all runtimes is easier to test.
 * A "zoned" time is the local time in a zone, as milliseconds since 1970 as if that local time were UTC.
 */

import { dateFormat } from './date-format.ts'
import { dayMs, minuteMs } from './time-units.ts'
import { toRfc3339 } from './utc-time.ts'

/** An IANA name: "Europe/Berlin", "UTC". */
export type TimeZone = string

export const utc: TimeZone = 'UTC'

export const localTimeZone = (): TimeZone => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether this browser knows the zone: an older one may lack a new name. */
export function isTimeZone(name: string): boolean {
  try {
    return dateFormat(allFields, name) !== null
  } catch {
    return false
  }
}

const allFields = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

/** Converts a time to the local time in a zone. @param ms milliseconds since 1970, from the year 1 on */
export const toZoned = (ms: number, zone: TimeZone): number => ms + utcOffset(ms, zone)

/** The offset at the start of a day in UTC, by zone and day since 1970. `Intl` needs 20 times as long as a list has for a row. */
const offsetsByDay = new Map<TimeZone, Map<number, number>>()
const maxDays = 20_000

/** The last time that JavaScript's dates can express. */
const maxTime = 8.64e15

/** In milliseconds, positive east of UTC. */
function utcOffset(ms: number, zone: TimeZone): number {
  if (zone === utc) return 0
  const day = Math.floor(ms / dayMs)
  const offset = offsetAtStartOf(day, zone)
  // No zone changes its clocks twice in a day.
  return offset === offsetAtStartOf(day + 1, zone) ? offset : computeOffset(ms, zone)
}

function offsetAtStartOf(day: number, zone: TimeZone): number {
  const offsets = offsetsByDay.get(zone) ?? new Map<number, number>()
  offsetsByDay.set(zone, offsets)
  const cached = offsets.get(day)
  if (cached !== undefined) return cached
  if (offsets.size >= maxDays) offsets.clear()
  const offset = computeOffset(day * dayMs, zone)
  offsets.set(day, offset)
  return offset
}

function computeOffset(anyMs: number, zone: TimeZone): number {
  const ms = Math.min(maxTime, Math.max(-maxTime, anyMs))
  // Offsets from UTC are whole seconds, and a format ignores milliseconds.
  const second = Math.floor(ms / 1000) * 1000
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of dateFormat(allFields, zone).formatToParts(second))
    fields[type] = Number(value)
  const { year = 0, month = 1, day: date = 1, hour = 0, minute, second: seconds } = fields
  const zoned = new Date(0)
  // `Date.UTC` treats the year 50 as 1950.
  zoned.setUTCFullYear(year, month - 1, date)
  const offset = zoned.setUTCHours(hour, minute, seconds) - second
  // The local time may be past the last time.
  return Number.isNaN(offset) ? 0 : offset
}

/** The times at which a zone's clocks show a local time: none while they skip it, two when they repeat it, earlier first. */
function timesOf(zoned: number, zone: TimeZone): number[] {
  const before = utcOffset(zoned - dayMs, zone)
  const after = utcOffset(zoned + dayMs, zone)
  if (before === after) return [zoned - before]
  return [zoned - Math.max(before, after), zoned - Math.min(before, after)].filter(
    (ms) => toZoned(ms, zone) === zoned,
  )
}

/**
 * Converts a zone's local time back to a time. If clocks skip it, the time moved forward by the length of the gap, as
 * `Temporal` does by default.
 * @param whenRepeated which of the two times, if clocks repeat the local time
 */
export function fromZoned(
  zoned: number,
  zone: TimeZone,
  whenRepeated: 'earlier' | 'later' = 'earlier',
): number {
  if (zone === utc) return zoned
  const times = timesOf(zoned, zone)
  const time = whenRepeated === 'earlier' ? times[0] : times.at(-1)
  return time ?? zoned - utcOffset(zoned - dayMs, zone)
}

/** Midnight, or the first time of the day if clocks skip midnight. */
export function startOfDay(ms: number, zone: TimeZone): number {
  return fromZoned(Math.floor(toZoned(ms, zone) / dayMs) * dayMs, zone)
}

/** Whether a zone's clocks show this local time twice, because they went back. */
export function isRepeatedTime(ms: number, zone: TimeZone): boolean {
  return zone !== utc && timesOf(toZoned(ms, zone), zone).length > 1
}

/** " UTC+2", " UTC+0" where the local time alone is ambiguous, because clocks repeat it; otherwise empty. */
export function repeatedOffset(ms: number, zone: TimeZone): string {
  return isRepeatedTime(ms, zone) ? ` ${formatUtcOffset(ms, zone).replace(/C$/, 'C+0')}` : ''
}

/** "UTC+1", "UTC+5:45". */
export function formatUtcOffset(ms: number, zone: TimeZone): string {
  const minutes = Math.round(utcOffset(ms, zone) / minuteMs)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** "Europe/Berlin (UTC+1)", or "Europe/Berlin (UTC+2, then UTC+1)" if the offset differs between `from` and `to`. */
export function formatTimeZone(zone: TimeZone, from: number, to = from): string {
  if (zone === utc) return utc
  const names = [...new Set([formatUtcOffset(from, zone), formatUtcOffset(to, zone)])]
  return `${zoneLabel(zone)} (${names.join(', then ')})`
}

/** "America/New York". */
export const zoneLabel = (zone: TimeZone): string => zone.replaceAll('_', ' ')

/**
 * "2026-11-03T09:12:45+01:00"; in UTC "…Z", also where RFC 3339 cannot write the local time: years outside 1 to 9999, and
 * the offsets with seconds of the nineteenth century. Null where it cannot write UTC either.
 */
export function toZonedRfc3339(ms: number, zone: TimeZone): string | null {
  const offset = utcOffset(ms, zone)
  const isWritable = zone !== utc && offset % minuteMs === 0 && Math.abs(offset) < dayMs
  const local = isWritable ? toRfc3339(ms + offset) : null
  if (local === null) return toRfc3339(ms)
  const minutes = Math.abs(offset) / minuteMs
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0'))
  return local.replace('Z', `${offset < 0 ? '-' : '+'}${hours}:${rest}`)
}
