import { countOf, formatCount } from '#display/count.ts'
import type { RowsInView } from '#engine/protocol.ts'

type Searched = Pick<RowsInView, 'search' | 'read' | 'total'>

/** How far the search through contexts has come: "Searched 12,000 of 100,000 read · 37 match so far". Null when it looks into none. */
export function describeProgress({ search, read, total }: Searched): string | null {
  if (search === null) return null
  const of = `${formatCount(search.searched)} of ${formatCount(read)} read`
  switch (search.state) {
    case 'running':
      return `Searched ${of} · ${formatCount(total)} match so far`
    case 'paused':
      return `Stopped: searched ${of} · ${formatCount(total)} match so far`
    case 'done':
      return search.searched === read ? `Searched all ${formatCount(read)} read` : `Searched ${of}`
  }
}

/** "1,840 engagements came without their context, so the search has not looked into them." */
export function describeEmpty(empty: number): string {
  return `${describeWithout(empty)}, so the search has not looked into ${empty === 1 ? 'it' : 'them'}.`
}

/** "1,840 engagements came without their context". */
export function describeWithout(empty: number): string {
  return `${countOf(empty, 'engagement')} came without ${empty === 1 ? 'its' : 'their'} context`
}

/** What loading has brought: "Loaded 1,800 contexts, 40 could not be had". Null when there is nothing to say. */
export function describeLoaded({ loaded, failed }: { loaded: number; failed: number }): string | null {
  if (failed === 0) return null
  return `${countOf(loaded, 'context')} loaded, ${formatCount(failed)} could not be had.`
}
