import { dateFormat } from './date-format.ts'
import { repeatedOffset, utc, zoneLabel, type TimeZone } from './time-zone.ts'

/* English formats with 24 hours. In the hour that clocks repeat, each time has its offset from UTC. */

const minuteOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const
const minuteOfYearOptions = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const minuteWithZoneOptions = { ...minuteOptions, timeZoneName: 'short' } as const
const fullOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
} as const
const dayOptions = { day: 'numeric', month: 'short' } as const
const clockOptions = { hour: '2-digit', minute: '2-digit' } as const
const timeOfDayOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

/** "3 Nov 2026, 09:12". @param ms milliseconds since 1970 */
export const formatDateTime = (ms: number, zone: TimeZone): string =>
  dateFormat(minuteOptions, zone).format(ms) + repeatedOffset(ms, zone)

/**
 * The parts of a time around its seconds: "3 Nov 2026, 09:12" and "". In the hour that clocks repeat, the offset takes the
 * place of the year: "25 Oct, 02:30" and " UTC+2".
 */
export function formatAroundSeconds(ms: number, zone: TimeZone): { minute: string; offset: string } {
  const offset = repeatedOffset(ms, zone)
  const options = offset === '' ? minuteOptions : minuteOfYearOptions
  return { minute: dateFormat(options, zone).format(ms), offset }
}

/** "3 Nov 2026, 09:12 CET", for places where nothing else names the zone. */
export const formatDateTimeWithZone = (ms: number, zone: TimeZone): string =>
  dateFormat(minuteWithZoneOptions, zone).format(ms)

/** The seconds of a minute: "45". All current zones are whole minutes from UTC, so the zone does not matter. */
export const formatSeconds = (ms: number): string => String(new Date(ms).getUTCSeconds()).padStart(2, '0')

/** "3 Nov 2026, 09:12:45" */
export const formatDateTimeSeconds = (ms: number, zone: TimeZone): string =>
  `${dateFormat(minuteOptions, zone).format(ms)}:${formatSeconds(ms)}${repeatedOffset(ms, zone)}`

/** "09:12:45" */
export const formatTimeOfDay = (ms: number, zone: TimeZone): string =>
  dateFormat(timeOfDayOptions, zone).format(ms) + repeatedOffset(ms, zone)

/** "4 Nov", where a time is on another day than the one before it; null on the same day, and without one before. */
export function formatNewDay(ms: number, previousMs: number | null, zone: TimeZone): string | null {
  const [day, previousDay] = [ms, previousMs ?? ms].map((each) => dateFormat(dayOptions, zone).format(each))
  return day === previousDay ? null : (day ?? null)
}

/** "09:12" */
export const formatClock = (ms: number, zone: TimeZone): string =>
  dateFormat(clockOptions, zone).format(ms) + repeatedOffset(ms, zone)

/** Local time with its zone, then a line each for UTC and seconds since 1970; for tooltips. */
export function describeTime(ms: number, zone: TimeZone): string {
  const { local, iso, epochSeconds } = exactTime(ms, zone)
  return `${local}\n${iso} (UTC)\n${epochSeconds} (epoch seconds)`
}

/** A time in the chosen zone, in UTC (ISO 8601), and in seconds since 1970, each with its name. */
export function exactTimes(ms: number, zone: TimeZone): readonly { label: string; text: string }[] {
  const { local, iso, epochSeconds } = exactTime(ms, zone)
  return [
    { label: zone === utc ? 'Time' : zoneLabel(zone), text: local },
    { label: 'UTC', text: iso },
    { label: 'Epoch seconds', text: epochSeconds },
  ]
}

function exactTime(ms: number, zone: TimeZone): { local: string; iso: string; epochSeconds: string } {
  return {
    local: dateFormat(fullOptions, zone).format(ms),
    iso: new Date(ms).toISOString(),
    epochSeconds: String(Math.floor(ms / 1000)),
  }
}

/** The form of nearly all dates, which `Date.parse` reads alike everywhere: "2026-11-03T09:12:45Z". Every month has 28 days. */
const commonPattern = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:\d\dZ$/
/** ISO 8601: with "T" or a space, with or without seconds, fractions and zone. */
const isoPattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,3})\d{0,6})?(?: ?(?:Z|UTC|GMT)| ?([+-]\d\d)(?::?(\d\d))?)?)?$/i
/** RFC 2822, as Twilio's older API writes dates. */
const rfc2822Pattern =
  /^(?:[a-z]{3}, )?(\d{1,2} [a-z]{3} [1-9]\d{3}) (\d\d:\d\d(?::[0-5]\d)?)(?: ([+-]\d\d[0-5]\d|GMT|UTC?|Z))?$/i

/**
 * Parses one of Twilio's dates to milliseconds since 1970: ISO 8601 or RFC 2822. A date without a zone is in UTC, as
 * Twilio documents; `Date.parse` would read it as local time.
 * @returns null for null and for anything else, including days that do not exist
 */
export function parseTime(text: string | null): number | null {
  if (text === null) return null
  const ms = Date.parse(commonPattern.test(text) ? text : withZone(text))
  return Number.isNaN(ms) ? null : ms
}

function withZone(text: string): string {
  const iso = isoPattern.exec(text)
  if (iso) {
    const [, day = '', minute = '00:00', second = ':00', fraction = '0', zoneHour, zoneMinute = '00'] = iso
    const zone = zoneHour === undefined ? 'Z' : `${zoneHour}:${zoneMinute}`
    return isDay(`${day}T00:00Z`, day.slice(-2)) ? `${day}T${minute}${second}.${fraction}${zone}` : ''
  }
  const [, day = '', time, zone = 'GMT'] = rfc2822Pattern.exec(text) ?? []
  return isDay(`${day} 00:00 GMT`, day.split(' ', 1)[0]) ? `${day} ${time} ${zone}` : ''
}

/** `Date.parse` reads 31 February as 3 March. */
function isDay(midnight: string, dayOfMonth: string | undefined): boolean {
  return new Date(Date.parse(midnight)).getUTCDate() === Number(dayOfMonth)
}
