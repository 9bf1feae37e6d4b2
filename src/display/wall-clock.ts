import { instantOf, wallTime, type Zone } from './zone.ts'

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/

/**
 * A date and time as a form field has it or as people type it: "2026-11-03T09:12", "2026-11-03 09:12:45", or the date
 * alone for its midnight.
 * @returns milliseconds since 1970; null for anything else, the 31st of February among it
 */
export function parseWallClock(text: string, zone: Zone): number | null {
  const parts = pattern.exec(text.trim())
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((n) => Number(n ?? 0))
  const ms = Number((parts[7] ?? '').padEnd(3, '0'))
  if (year < 1000) return null
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // A field that is too large carries over into the next one, and the text is not what it seemed.
  const same = [month - 1, day, hour, minute, second].join()
  const date = new Date(wall)
  const carried = [
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]
  return carried.join() === same ? instantOf(wall, zone) : null
}

/** The value of a `datetime-local` field: "2026-11-03T09:12", with seconds only where there are any. */
export function formatWallClock(ms: number, zone: Zone): string {
  const iso = new Date(wallTime(ms, zone)).toISOString()
  return iso
    .slice(0, 23)
    .replace(/\.000$/, '')
    .replace(/:00$/, '')
}
