import { day, hour, minute, second } from './lengths.ts'
import { instantOf, wallTime, type Zone } from './zone.ts'

/** A bin's length: one that clocks measure, in ms, or one that calendars do, in months. */
export type Step = { readonly ms: number } | { readonly months: number }

/** Lengths people count in, rising. */
const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * second })),
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * minute })),
  ...[1, 2, 3, 6, 12].map((n) => ({ ms: n * hour })),
  ...[1, 2, 7, 14].map((n) => ({ ms: n * day })),
  ...[1, 3, 6, 12, 24, 60, 120].map((months) => ({ months })),
]

const longest: Step = { months: 1200 }

/** Weeks begin on a Monday, as the fifth of January 1970 was. */
const firstMonday = 4 * day

/** Edges a moment apart at most this many times: more bars than that nobody tells apart. */
const most = 200
const least = 12

export type Bins = {
  readonly step: Step
  /** Milliseconds since 1970, rising; a bin reaches from its edge to before the next one. */
  readonly edges: readonly number[]
}

/**
 * Bins for a range of time, round in a zone's own clock, days and hours of daylight saving included: 12 to 200 of them,
 * or fewer where there are not as many seconds. The outer edges reach to the round times around the range.
 * @param to after `from`; both milliseconds since 1970, in the years 1 to 9999
 * @param width how wide they are drawn, in px; a bin gets six or more
 */
export function binsFor(from: number, to: number, width: number, zone: Zone): Bins {
  return atMost(Math.min(most, Math.max(least, Math.floor(width / 6))), from, to, zone)
}

/** As many bins as fit into a number. */
export function atMost(count: number, from: number, to: number, zone: Zone): Bins {
  const step = steps.find((each) => (to - from) / lengthOf(each) + 2 <= count) ?? longest
  return { step, edges: edgesOf(step, from, to, zone) }
}

/** How long a step is, in ms; months vary, so at least. */
const lengthOf = (step: Step): number => ('ms' in step ? step.ms : step.months * 28 * day)

function edgesOf(step: Step, from: number, to: number, zone: Zone): number[] {
  const edges = [firstEdge(step, from, zone)]
  for (let edge = edges[0] ?? from; edge < to; edges.push(edge)) edge = nextEdge(step, edge, zone)
  return edges
}

/** The last round time that is not after `ms`. */
function firstEdge(step: Step, ms: number, zone: Zone): number {
  let wall = roundDown(step, wallTime(ms, zone))
  let edge = instantOf(wall, zone)
  // A round time that the clocks leap over comes out later than it is.
  while (edge > ms) {
    wall = roundDown(step, wall - 1)
    edge = instantOf(wall, zone)
  }
  // An hour that clocks show twice has two beginnings.
  for (let next = nextEdge(step, edge, zone); next <= ms; next = nextEdge(step, edge, zone)) edge = next
  return edge
}

function nextEdge(step: Step, edge: number, zone: Zone): number {
  if ('ms' in step) {
    const next = edge + step.ms
    const wall = wallTime(next, zone)
    if (roundDown(step, wall) === wall) return next
  }
  let wall = roundUp(step, wallTime(edge, zone))
  let next = instantOf(wall, zone)
  while (next <= edge) {
    wall = roundUp(step, wall)
    next = instantOf(wall, zone)
  }
  return next
}

/** @param wall a wall time */
function roundDown(step: Step, wall: number): number {
  if ('ms' in step) return Math.floor((wall - firstMonday) / step.ms) * step.ms + firstMonday
  const date = new Date(wall)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return startOfMonth(Math.floor(months / step.months) * step.months)
}

/** The round wall time after `wall`. */
function roundUp(step: Step, wall: number): number {
  const down = roundDown(step, wall)
  if ('ms' in step) return down + step.ms
  const date = new Date(down)
  return startOfMonth(date.getUTCFullYear() * 12 + date.getUTCMonth() + step.months)
}

/** @param months since the year 0 */
const startOfMonth = (months: number): number =>
  new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1)
