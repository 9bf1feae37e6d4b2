/**
 * RFC 3339 with T or a space; time, seconds and zone are optional. Also as people write it: "2026-11-3", "2026/11/3 9:12",
 * "2026-11-03 09:12 UTC", and "… 01:00" from a link in which the plus of a zone became a space.
 */
const pattern =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(?: ?(Z|UTC|GMT)| ?([+ -])(\d{2}):?(\d{2}))?)?$/i

/**
 * Parses "2026-11-03", "2026-11-03T09:12", "2026-11-03T09:12:30.5+01:00". The default zone is UTC, the default time midnight.
 * @returns milliseconds since 1970; null for anything else, including days that do not exist
 */
export function parseUtcTime(text: string): number | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [, year, , month = '', date = '', hour = '0', minute = '00', second = '00', fraction = ''] = match
  const [sign = '+', zoneHour = '00', zoneMinute = '00'] = match.slice(10)
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  // `Date.parse` accepts 30 February as 2 March.
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight) || isoDay(midnight) !== day) return null
  const zone = `${sign === '-' ? '-' : '+'}${zoneHour}:${zoneMinute}`
  const ms = Date.parse(
    `${day}T${hour.padStart(2, '0')}:${minute}:${second}.${fraction.padEnd(3, '0')}${zone}`,
  )
  return Number.isNaN(ms) || !hasFourDigitYear(ms) ? null : ms
}

/** "2026-11-03T00:00:00Z", with milliseconds only if they are not zero; null for years outside 0 to 9999. */
export function toRfc3339(ms: number): string | null {
  return hasFourDigitYear(ms) ? new Date(ms).toISOString().replace('.000Z', 'Z') : null
}

/** "2026-11-03 09:12 UTC", with seconds only if they are not zero. */
export function formatUtcTime(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T')
  return `${day} ${time.replace(/(?::00)?\.000Z$|Z$/, '')} UTC`
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** RFC 3339 allows the years 0 to 9999. */
const hasFourDigitYear = (ms: number) => ms >= -62_167_219_200_000 && ms < 253_402_300_800_000
