/**
 * Time zones with `Intl` only: Node 24 has no `Temporal`, and one implementation for all runtimes is easier to test.
 * A "zoned" time is the local time in a zone, as milliseconds since 1970 as if that local time were UTC.
 */

import { dayMs } from './time-units.ts'

/** An IANA name: "Europe/Berlin", "UTC". */
export type TimeZone = string

export const utc: TimeZone = 'UTC'

export const localTimeZone = (): TimeZone => new Intl.DateTimeFormat().resolvedOptions().timeZone

const formatters = new Map<TimeZone, Intl.DateTimeFormat>()

function formatterFor(zone: TimeZone): Intl.DateTimeFormat {
  const cached = formatters.get(zone)
  if (cached) return cached
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, formatter)
  return formatter
}

/** Converts a time to the local time in a zone. @param ms milliseconds since 1970, from the year 1 on */
export function toZoned(ms: number, zone: TimeZone): number {
  if (zone === utc) return ms
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of formatterFor(zone).formatToParts(ms)) fields[type] = Number(value)
  const { year = 0, month = 1, day: date = 1, hour = 0, minute, second } = fields
  const zoned = new Date(0)
  // `Date.UTC` treats the year 50 as 1950.
  zoned.setUTCFullYear(year, month - 1, date)
  // Offsets from UTC are whole seconds, so the milliseconds stay the same.
  return zoned.setUTCHours(hour, minute, second) + (ms - Math.floor(ms / 1000) * 1000)
}

/** In milliseconds, positive east of UTC. */
const utcOffset = (ms: number, zone: TimeZone): number => toZoned(ms, zone) - ms

/**
 * Converts a zone's local time back to a time. If clocks repeat the local time, the earlier one; if they skip it, the time
 * moved forward by the length of the gap (`Temporal`'s disambiguation "compatible").
 */
export function fromZoned(zoned: number, zone: TimeZone): number {
  if (zone === utc) return zoned
  const offsetBefore = utcOffset(zoned - dayMs, zone)
  const offsetAfter = utcOffset(zoned + dayMs, zone)
  const candidates = [
    zoned - Math.max(offsetBefore, offsetAfter),
    zoned - Math.min(offsetBefore, offsetAfter),
  ]
  return candidates.find((ms) => toZoned(ms, zone) === zoned) ?? zoned - offsetBefore
}

/** "UTC+1", "UTC+5:45". */
export function formatUtcOffset(ms: number, zone: TimeZone): string {
  const minutes = Math.round(utcOffset(ms, zone) / 60_000)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** "Europe/Berlin (UTC+1)", or "Europe/Berlin (UTC+2, then UTC+1)" if the offset differs between `from` and `to`. */
export function formatTimeZone(zone: TimeZone, from: number, to = from): string {
  if (zone === utc) return utc
  const names = [...new Set([formatUtcOffset(from, zone), formatUtcOffset(to, zone)])]
  return `${zone} (${names.join(', then ')})`
}
