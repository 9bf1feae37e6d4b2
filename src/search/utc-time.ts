/** RFC 3339, with T or a blank; the time may end early and the zone be missing, which then is UTC. */
const pattern =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|z|[+-]\d{2}:\d{2})?)?$/

/**
 * Reads "2026-11-03", "2026-11-03T09:12", "2026-11-03T09:12:30.5+01:00"; without a zone it is UTC, and a day alone is its
 * beginning. @returns milliseconds since 1970; null for anything else, for days no calendar has among others.
 */
export function parseUtcTime(text: string): number | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [, day = '', minute = '00:00', second = '00', fraction = '', zone = 'Z'] = match
  // 30 February would quietly become 2 March.
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight) || isoDay(midnight) !== day) return null
  const ms = Date.parse(`${day}T${minute}:${second}.${fraction.padEnd(3, '0')}${zone.toUpperCase()}`)
  return Number.isNaN(ms) || !hasFourDigitYear(ms) ? null : ms
}

/** RFC 3339 in UTC, "2026-11-03T00:00:00Z", with a fraction only where there is one; null for years it cannot write. */
export function printUtcTime(ms: number): string | null {
  return hasFourDigitYear(ms) ? new Date(ms).toISOString().replace('.000Z', 'Z') : null
}

/** As people read it: "2026-11-03 09:12 UTC", with the seconds only where there are some. */
export function sayUtcTime(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T')
  return `${day} ${time.replace(/(?::00)?\.000Z$|Z$/, '')} UTC`
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** From the year 0 to the year 9999, which is what RFC 3339 can say. */
const hasFourDigitYear = (ms: number) => ms >= -62_167_219_200_000 && ms < 253_402_300_800_000
