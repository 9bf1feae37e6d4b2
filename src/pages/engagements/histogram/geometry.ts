import type { BoundedRange } from '#display/time-range.ts'
import type { Histogram } from '#engine/protocol.ts'

/** What is stacked in a bar, from the bottom up. */
export const kinds = ['ended', 'active', 'other'] as const
export type Kind = (typeof kinds)[number]

/** The bins and what was counted in them; their edges are those that were asked with. */
export type Bars = {
  /** Milliseconds since 1970, rising; one more than there are counts. */
  readonly edges: readonly number[]
  readonly counts: Pick<Histogram, Kind>
}

/** Where a time is drawn, and which time a place is; px from the left. */
export type Scale = { readonly xOf: (ms: number) => number; readonly timeAt: (x: number) => number }

export function timeScale({ from, to }: BoundedRange, left: number, width: number): Scale {
  return {
    xOf: (ms) => left + ((ms - from) / (to - from)) * width,
    timeAt: (x) => from + ((x - left) / width) * (to - from),
  }
}

/** The bin a time is in; beside the chart the nearest one. */
export function binAt(edges: readonly number[], ms: number): BoundedRange | null {
  const next = edges.findIndex((edge, i) => i > 0 && edge > ms)
  const end = next === -1 ? edges.length - 1 : next
  const [from, to] = [edges[end - 1], edges[end]]
  return from === undefined || to === undefined ? null : { from, to }
}

/** How many are in the highest bar. */
export function highest({ edges, counts }: Bars): number {
  return edges.reduce((most, _, i) => Math.max(most, totalAt(counts, i)), 0)
}

const totalAt = (counts: Bars['counts'], i: number): number =>
  kinds.reduce((total, kind) => total + (counts[kind][i] ?? 0), 0)

/** How many of each kind started within a span that begins and ends at edges. */
export function countWithin({ edges, counts }: Bars, { from, to }: BoundedRange): Record<Kind, number> {
  const sum = (kind: Kind) =>
    counts[kind].reduce((total, n, i) => {
      const edge = edges[i] ?? Infinity
      return edge >= from && edge < to ? total + n : total
    }, 0)
  return { ended: sum('ended'), active: sum('active'), other: sum('other') }
}

/** Even the smallest count is to be seen, in px. */
const leastHeight = 1.5

/**
 * One path of rectangles for each kind, as SVG's `d`, stacked upon each other and standing on `height`.
 * @param top how many a bar of full height counts
 */
export function barPaths(
  { edges, counts }: Bars,
  xOf: Scale['xOf'],
  height: number,
  top: number,
): Record<Kind, string> {
  const paths: Record<Kind, string> = { ended: '', active: '', other: '' }
  for (const [i, edge] of edges.slice(0, -1).entries()) {
    const left = xOf(edge)
    const right = xOf(edges[i + 1] ?? edge)
    // A pixel between bars where there is room for one.
    const width = right - left > 3 ? right - left - 1 : right - left
    let bottom = height
    for (const kind of kinds) {
      const count = counts[kind][i] ?? 0
      if (count === 0) continue
      const tall = Math.max(leastHeight, (count / top) * height)
      bottom -= tall
      paths[kind] += `M${round(left)} ${round(bottom)}h${round(width)}v${round(tall)}h${round(-width)}z`
    }
  }
  return paths
}

const round = (px: number): number => Math.round(px * 100) / 100
