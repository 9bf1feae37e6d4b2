import type { BoundedRange } from '#format/time/time-range.ts'
import type { Histogram } from '#engine/rpc/row-results.ts'

/** The kinds stacked in a bar, from the bottom up. */
export const barKinds = ['ended', 'active', 'other'] as const
export type BarKind = (typeof barKinds)[number]

/** The bins and their counts; `edges` are those of the request. */
export type Bars = {
  /** Milliseconds since 1970, ascending; one more than counts. */
  readonly edges: readonly number[]
  readonly counts: Pick<Histogram, BarKind>
}

/** Converts between a time and its x position, in px from the left. */
export type TimeScale = { readonly xOf: (ms: number) => number; readonly timeAt: (x: number) => number }

export function timeScale({ from, to }: BoundedRange, left: number, width: number): TimeScale {
  return {
    xOf: (ms) => left + ((ms - from) / (to - from)) * width,
    timeAt: (x) => from + ((x - left) / width) * (to - from),
  }
}

/** The bin that contains a time; outside the chart the nearest bin. Null without bins. */
export function binAt(edges: readonly number[], ms: number): BoundedRange | null {
  const next = edges.findIndex((edge, i) => i > 0 && edge > ms)
  const end = next === -1 ? edges.length - 1 : next
  const [from, to] = [edges[end - 1], edges[end]]
  return from === undefined || to === undefined ? null : { from, to }
}

/** The count of the highest bar. */
export function maxBarCount({ edges, counts }: Bars): number {
  return edges.reduce((max, _, i) => Math.max(max, totalAt(counts, i)), 0)
}

const totalAt = (counts: Bars['counts'], i: number): number =>
  barKinds.reduce((total, kind) => total + (counts[kind][i] ?? 0), 0)

/** Engagements of each kind that started within a range. The range starts and ends at edges. */
export function countWithin({ edges, counts }: Bars, { from, to }: BoundedRange): Record<BarKind, number> {
  const sum = (kind: BarKind) =>
    counts[kind].reduce((total, n, i) => {
      const edge = edges[i] ?? Infinity
      return edge >= from && edge < to ? total + n : total
    }, 0)
  return { ended: sum('ended'), active: sum('active'), other: sum('other') }
}

/** In px, so that even the smallest count is visible. */
const minBarHeight = 1.5

/**
 * One SVG path (`d`) of rectangles for each kind, stacked from `height` upwards.
 * @param maxCount the count of a bar of full height
 */
export function barPaths(
  { edges, counts }: Bars,
  xOf: TimeScale['xOf'],
  height: number,
  maxCount: number,
): Record<BarKind, string> {
  const paths: Record<BarKind, string> = { ended: '', active: '', other: '' }
  for (const [i, edge] of edges.slice(0, -1).entries()) {
    const left = xOf(edge)
    const right = xOf(edges[i + 1] ?? edge)
    // A gap of one pixel between bars that are wide enough.
    const width = right - left > 3 ? right - left - 1 : right - left
    let bottom = height
    for (const kind of barKinds) {
      const count = counts[kind][i] ?? 0
      if (count === 0) continue
      const barHeight = Math.max(minBarHeight, (count / maxCount) * height)
      bottom -= barHeight
      paths[kind] += `M${round(left)} ${round(bottom)}h${round(width)}v${round(barHeight)}h${round(-width)}z`
    }
  }
  return paths
}

const round = (px: number): number => Math.round(px * 100) / 100
