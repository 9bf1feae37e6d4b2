import { dateFormat } from './date-format.ts'
import { dayMs, minuteMs } from './time-units.ts'
import { binsForCount, type BinSize } from './time-bins.ts'
import { repeatedOffset, startOfDay, type TimeZone } from './time-zone.ts'

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
    .map((timestamp) => ({ timestamp, label: tickLabel(binSize, timestamp, zone) }))
}

type Format = Intl.DateTimeFormatOptions

const formats = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minute: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Format>

/** Only the parts that distinguish neighbouring ticks: "09:12", at the start of a day "3 Nov". */
function tickLabel(step: BinSize, timestamp: number, zone: TimeZone): string {
  const unit = unitOf(step, timestamp === startOfDay(timestamp, zone))
  const label = dateFormat(formats[unit], zone).format(timestamp)
  return unit === 'second' || unit === 'minute' ? label + repeatedOffset(timestamp, zone) : label
}

function unitOf(step: BinSize, isStartOfDay: boolean): keyof typeof formats {
  if ('months' in step) return step.months < 12 ? 'month' : 'year'
  if (step.ms >= dayMs || isStartOfDay) return 'day'
  return step.ms < minuteMs ? 'second' : 'minute'
}
