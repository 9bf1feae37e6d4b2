import { formatCount } from '#display/count.ts'
import type { PageSummary } from '#engine/protocol.ts'

/** Milliseconds over which the rate is taken: long enough not to flicker, short enough to show that it grows slow. */
const stretch = 5000

/**
 * How many engagements a second are being read: over the last seconds of an uninterrupted reading; null before two
 * pages are there to tell.
 */
export function rateOf(pages: readonly PageSummary[]): number | null {
  const last = pages.at(-1)
  const first = pages.slice(-50).find(({ at }) => last !== undefined && last.at - at <= stretch)
  if (!last || !first || last.at <= first.at) return null
  return ((last.read - first.read) * 1000) / (last.at - first.at)
}

/** "2,300 a second", to two digits: more would only flicker. */
export function formatRate(rate: number): string {
  return `${formatCount(Number(rate.toPrecision(2)))} a second`
}
