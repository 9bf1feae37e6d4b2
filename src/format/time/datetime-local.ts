import { fromZoned, toZoned, type TimeZone } from './time-zone.ts'

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/

/**
 * Parses a date and time from a form field or typed by a user: "2026-11-03T09:12", "2026-11-03 09:12:45"; a date alone means
 * its midnight.
 * @param whenRepeated which of the two times, if clocks repeat the local time
 * @returns milliseconds since 1970; null for anything else, including dates such as 31 February
 */
export function parseDatetimeLocal(
  text: string,
  zone: TimeZone,
  whenRepeated: 'earlier' | 'later' = 'earlier',
): number | null {
  const parts = pattern.exec(text.trim())
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((n) => Number(n ?? 0))
  const ms = Number((parts[7] ?? '').padEnd(3, '0'))
  if (year < 1000) return null
  const zoned = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // `Date.UTC` carries a field that is too large over into the next one, so compare the fields afterwards.
  const expected = [month - 1, day, hour, minute, second].join()
  const date = new Date(zoned)
  const actual = [
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]
  return actual.join() === expected ? fromZoned(zoned, zone, whenRepeated) : null
}

/** The value for a `datetime-local` field: "2026-11-03T09:12", with seconds only if they are not zero. */
export function formatDatetimeLocal(ms: number, zone: TimeZone): string {
  const iso = new Date(toZoned(ms, zone)).toISOString()
  return iso
    .slice(0, 23)
    .replace(/\.000$/, '')
    .replace(/:00$/, '')
}
