import { isOutcomeIncomplete } from '#contract/outcome.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { formatCount, pluralize } from '#format/count.ts'
import type { CrossFlowSearch, SearchableFlow } from '#pages/flows/search/cross-flow-search.ts'

type Pages = ReadonlyMap<FlowSid, FilteredPage>

export type ListedRun = { flow: SearchableFlow; row: EngagementRow }

/** The oldest runs of all flows, oldest first; those without a date last. At most `max`. */
export function oldestRuns(flows: readonly SearchableFlow[], pages: Pages, max: number): ListedRun[] {
  return flows
    .flatMap((flow) => (pages.get(flow.sid)?.rows ?? []).map((row) => ({ flow, row })))
    .toSorted((a, b) => (a.row.started ?? Infinity) - (b.row.started ?? Infinity))
    .slice(0, max)
}

/** The flows with more active runs than their first page has. */
export function partlyRead(flows: readonly SearchableFlow[], pages: Pages): SearchableFlow[] {
  return flows.filter(({ sid }) => pages.get(sid)?.next != null)
}

/** Whether there may be more active runs than those on the pages. */
export function mayHaveMore(
  search: CrossFlowSearch,
  flows: readonly SearchableFlow[],
  pages: Pages,
): boolean {
  return (
    flows.some(({ sid }) => search.flowStates.get(sid)?.state !== 'searched') ||
    partlyRead(flows, pages).length > 0
  )
}

/** "1,203+ active runs in 7 of 8 flows", with a plus while there may be more. */
export function describeActiveRuns(
  search: CrossFlowSearch,
  flows: readonly SearchableFlow[],
  pages: Pages,
): string {
  let count = 0
  for (const { rowCount } of pages.values()) count += rowCount
  const runs = mayHaveMore(search, flows, pages)
    ? `${formatCount(count)}+ active runs`
    : pluralize(count, 'active run')
  const answered = pages.size === flows.length ? '' : `${formatCount(pages.size)} of `
  return `${runs} in ${answered}${pluralize(flows.length, 'flow')}`
}

/**
 * "3+ stuck · 40 not known where they wait", with a plus while not all active runs are listed.
 * @param runs those listed
 */
export function describeStuckRuns(runs: readonly ListedRun[], hasMore: boolean): string {
  const stuck = runs.filter(({ row }) => row.stuck !== null).length
  const unknown = runs.filter(({ row }) => row.sid !== null && isOutcomeIncomplete(row.outcome)).length
  return [
    `${formatCount(stuck)}${hasMore ? '+' : ''} stuck`,
    ...(unknown > 0 ? [`${formatCount(unknown)} not known where they wait`] : []),
  ].join(' · ')
}
