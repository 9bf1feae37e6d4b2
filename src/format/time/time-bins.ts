import { dayMs, hourMs, minuteMs, secondMs } from './time-units.ts'
import { fromZoned, toZoned, type TimeZone } from './time-zone.ts'

/** A fixed length in ms, or a number of calendar months. */
export type BinSize = { readonly ms: number } | { readonly months: number }

/** Ascending. */
const binSizes: readonly BinSize[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * secondMs })),
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * minuteMs })),
  ...[1, 2, 3, 6, 12].map((n) => ({ ms: n * hourMs })),
  ...[1, 2, 7, 14].map((n) => ({ ms: n * dayMs })),
  ...[1, 3, 6, 12, 24, 60, 120].map((months) => ({ months })),
]

const maxBinSize: BinSize = { months: 1200 }

/** Weeks start on Monday; 5 January 1970 was one. */
const firstMonday = 4 * dayMs

/** More bars cannot be distinguished. */
const maxBins = 200
const minBins = 12

export type Bins = {
  readonly binSize: BinSize
  /** Milliseconds since 1970, ascending. A bin includes its own edge and excludes the next one. */
  readonly edges: readonly number[]
}

/**
 * Bins for a time range, with edges at round local times, also when daylight saving starts or ends. 12 to 200 bins; fewer
 * for ranges of a few seconds. The outer edges are the round times around the range.
 * @param to after `from`; both in milliseconds since 1970, in the years 1 to 9999
 * @param width of all bins, in px; each bin gets at least six
 */
export function binsForWidth(from: number, to: number, width: number, zone: TimeZone): Bins {
  return binsForCount(Math.min(maxBins, Math.max(minBins, Math.floor(width / 6))), from, to, zone)
}

/** Bins of the smallest size that needs at most `count` of them. */
export function binsForCount(count: number, from: number, to: number, zone: TimeZone): Bins {
  const binSize = binSizes.find((each) => (to - from) / minLengthMs(each) + 2 <= count) ?? maxBinSize
  return { binSize, edges: createEdges(binSize, from, to, zone) }
}

/** A bin's minimum length in ms: months vary. */
const minLengthMs = (binSize: BinSize): number => ('ms' in binSize ? binSize.ms : binSize.months * 28 * dayMs)

function createEdges(binSize: BinSize, from: number, to: number, zone: TimeZone): number[] {
  const edges = [firstEdge(binSize, from, zone)]
  for (let edge = edges[0] ?? from; edge < to; edges.push(edge)) edge = nextEdge(binSize, edge, zone)
  return edges
}

/** The last round time at or before `ms`. */
function firstEdge(binSize: BinSize, ms: number, zone: TimeZone): number {
  let zoned = roundDown(binSize, toZoned(ms, zone))
  let edge = fromZoned(zoned, zone)
  // A round time that clocks skip is moved later, perhaps past `ms`.
  while (edge > ms) {
    zoned = roundDown(binSize, zoned - 1)
    edge = fromZoned(zoned, zone)
  }
  // An hour that clocks repeat starts twice.
  for (let next = nextEdge(binSize, edge, zone); next <= ms; next = nextEdge(binSize, edge, zone)) edge = next
  return edge
}

function nextEdge(binSize: BinSize, edge: number, zone: TimeZone): number {
  if ('ms' in binSize) {
    const next = edge + binSize.ms
    const zoned = toZoned(next, zone)
    if (roundDown(binSize, zoned) === zoned) return next
  }
  let zoned = roundUp(binSize, toZoned(edge, zone))
  let next = fromZoned(zoned, zone)
  while (next <= edge) {
    zoned = roundUp(binSize, zoned)
    next = fromZoned(zoned, zone)
  }
  return next
}

/** @param zoned local time, see `toZoned` */
function roundDown(binSize: BinSize, zoned: number): number {
  if ('ms' in binSize) return Math.floor((zoned - firstMonday) / binSize.ms) * binSize.ms + firstMonday
  const date = new Date(zoned)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return startOfMonth(Math.floor(months / binSize.months) * binSize.months)
}

/** The next round local time after `zoned`. */
function roundUp(binSize: BinSize, zoned: number): number {
  const down = roundDown(binSize, zoned)
  if ('ms' in binSize) return down + binSize.ms
  const date = new Date(down)
  return startOfMonth(date.getUTCFullYear() * 12 + date.getUTCMonth() + binSize.months)
}

/** @param months since the year 0 */
const startOfMonth = (months: number): number =>
  new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1)
