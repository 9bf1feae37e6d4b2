import { day, minute } from './lengths.ts'
import { atMost, type Step } from './time-bins.ts'
import { wallTime, type Zone } from './zone.ts'

/** A place on an axis of time that bears a label. */
export type Tick = {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly label: string
}

/** Room for a label, in px. */
const labelWidth = 80

/** A few round times within a range, as many as there is room for. @param width of the axis, in px */
export function ticksFor(from: number, to: number, width: number, zone: Zone): Tick[] {
  const { step, edges } = atMost(Math.floor(width / labelWidth) + 2, from, to, zone)
  return edges
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at, label: tickLabel(step, wallTime(at, zone)) }))
}

type Format = Intl.DateTimeFormatOptions

const formats = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minute: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Format>

/** Only as much as tells a tick from its neighbours: "09:12", at midnight "3 Nov". */
function tickLabel(step: Step, wall: number): string {
  return new Intl.DateTimeFormat('en-GB', { ...formats[unitOf(step, wall)], timeZone: 'UTC' }).format(wall)
}

function unitOf(step: Step, wall: number): keyof typeof formats {
  if ('months' in step) return step.months < 12 ? 'month' : 'year'
  if (step.ms >= day || wall % day === 0) return 'day'
  return step.ms < minute ? 'second' : 'minute'
}
