import { dayMs, minuteMs } from './time-units.ts'
import { binsForCount, type BinSize } from './time-bins.ts'
import { toZoned, type TimeZone } from './time-zone.ts'

/** A labelled position on a time axis. */
export type Tick = {
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly label: string
}

/** In px. */
const labelWidth = 80

/** Round times within a range, as many as fit. @param width the axis's width in px */
export function timeTicks(from: number, to: number, width: number, zone: TimeZone): Tick[] {
  const { binSize, edges } = binsForCount(Math.floor(width / labelWidth) + 2, from, to, zone)
  return edges
    .filter((timestamp) => timestamp >= from && timestamp <= to)
    .map((timestamp) => ({ timestamp, label: tickLabel(binSize, toZoned(timestamp, zone)) }))
}

type Format = Intl.DateTimeFormatOptions

const formats = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minute: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Format>

/** Only the parts that distinguish neighbouring ticks: "09:12", at midnight "3 Nov". */
function tickLabel(step: BinSize, zoned: number): string {
  return new Intl.DateTimeFormat('en-GB', { ...formats[unitOf(step, zoned)], timeZone: 'UTC' }).format(zoned)
}

function unitOf(step: BinSize, zoned: number): keyof typeof formats {
  if ('months' in step) return step.months < 12 ? 'month' : 'year'
  if (step.ms >= dayMs || zoned % dayMs === 0) return 'day'
  return step.ms < minuteMs ? 'second' : 'minute'
}
