import { dayMs, hourMs, minuteMs } from './time-units.ts'
import type { BoundedRange } from './time-range.ts'
import { fromZoned, toZoned, type TimeZone } from './time-zone.ts'

/** Named ranges. They become fixed times when chosen, so that a link shows the same range tomorrow. */
export const timePresets = [
  { label: 'Last hour', range: (now) => rangeUpTo(now, hourMs) },
  { label: 'Last 24 hours', range: (now) => rangeUpTo(now, dayMs) },
  { label: 'Today', range: (now, zone) => dayRange(now, zone, 0) },
  { label: 'Yesterday', range: (now, zone) => dayRange(now, zone, -1) },
  { label: 'Last 7 days', range: (now) => rangeUpTo(now, 7 * dayMs) },
  { label: 'Last 30 days', range: (now) => rangeUpTo(now, 30 * dayMs) },
] as const satisfies readonly { label: string; range: (now: number, zone: TimeZone) => BoundedRange }[]

/** Ends at the end of the current minute, so that runs on the screen now are included. */
function rangeUpTo(now: number, lengthMs: number): BoundedRange {
  const to = Math.floor(now / minuteMs) * minuteMs + minuteMs
  return { from: to - lengthMs, to }
}

/** A calendar day in a time zone. @param dayOffset in days from today */
function dayRange(now: number, zone: TimeZone, dayOffset: number): BoundedRange {
  const midnight = Math.floor(toZoned(now, zone) / dayMs) * dayMs + dayOffset * dayMs
  return { from: fromZoned(midnight, zone), to: fromZoned(midnight + dayMs, zone) }
}
