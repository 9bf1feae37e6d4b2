/**
 * Time zones over `Intl` alone: Node 24 has no `Temporal`, and one way that every runtime takes is one that is tested.
 * A "wall time" is what a clock on the wall shows, as milliseconds since 1970 as if the clock stood in UTC.
 */

import { day } from './lengths.ts'

/** An IANA name: "Europe/Berlin", "UTC". */
export type Zone = string

export const utc: Zone = 'UTC'

/** The zone of whoever looks at the page. */
export const readersZone = (): Zone => new Intl.DateTimeFormat().resolvedOptions().timeZone

const clocks = new Map<Zone, Intl.DateTimeFormat>()

function clockOf(zone: Zone): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, clock)
  return clock
}

/** What a zone's clocks show. @param ms milliseconds since 1970, from the year 1 on */
export function wallTime(ms: number, zone: Zone): number {
  if (zone === utc) return ms
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of clockOf(zone).formatToParts(ms)) shown[type] = Number(value)
  const { year = 0, month = 1, day: date = 1, hour = 0, minute, second } = shown
  const wall = new Date(0)
  // `Date.UTC` would take the year 50 for 1950.
  wall.setUTCFullYear(year, month - 1, date)
  // Zones are whole seconds from UTC, so what is below a second passes through.
  return wall.setUTCHours(hour, minute, second) + (ms - Math.floor(ms / 1000) * 1000)
}

/** How far a zone is ahead of UTC, in milliseconds. */
const offsetAt = (ms: number, zone: Zone): number => wallTime(ms, zone) - ms

/**
 * When a zone's clocks show a wall time. Shown twice, as clocks go back, it is the earlier; never shown, as they go
 * forward, it is as far after the leap as it stands in the gap (what `Temporal` calls "compatible").
 */
export function instantOf(wall: number, zone: Zone): number {
  if (zone === utc) return wall
  const before = offsetAt(wall - day, zone)
  const after = offsetAt(wall + day, zone)
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)]
  return candidates.find((ms) => wallTime(ms, zone) === wall) ?? wall - before
}

/** "UTC+1", "UTC+5:45". */
export function offsetName(ms: number, zone: Zone): string {
  const minutes = Math.round(offsetAt(ms, zone) / 60_000)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** "Europe/Berlin (UTC+1)", and "Europe/Berlin (UTC+2, then UTC+1)" where the clocks change in between. */
export function nameZone(zone: Zone, from: number, to = from): string {
  if (zone === utc) return utc
  const names = [...new Set([offsetName(from, zone), offsetName(to, zone)])]
  return `${zone} (${names.join(', then ')})`
}
