import { day, hour, minute } from './lengths.ts'
import type { BoundedRange } from './time-range.ts'
import { instantOf, wallTime, type Zone } from './zone.ts'

/** Ranges people ask for by name. They are fixed when they are chosen, so that a link means the same tomorrow. */
export const presets = [
  { label: 'Last hour', range: (now) => upTo(now, hour) },
  { label: 'Last 24 hours', range: (now) => upTo(now, day) },
  { label: 'Today', range: (now, zone) => days(now, zone, 0) },
  { label: 'Yesterday', range: (now, zone) => days(now, zone, -1) },
  { label: 'Last 7 days', range: (now) => upTo(now, 7 * day) },
  { label: 'Last 30 days', range: (now) => upTo(now, 30 * day) },
] as const satisfies readonly { label: string; range: (now: number, zone: Zone) => BoundedRange }[]

/** Up to the end of this minute, so that what is on the screen now is in it. */
function upTo(now: number, length: number): BoundedRange {
  const to = Math.floor(now / minute) * minute + minute
  return { from: to - length, to }
}

/** One day of a zone's calendar. @param away days from today */
function days(now: number, zone: Zone, away: number): BoundedRange {
  const midnight = Math.floor(wallTime(now, zone) / day) * day + away * day
  return { from: instantOf(midnight, zone), to: instantOf(midnight + day, zone) }
}
