import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { noRunFilter, runListOf, type RunFilter, type RunList } from '#contract/run-source.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { FilteredPage, PageSummary } from '#engine/rpc/load-results.ts'
import type { SlicePlan } from '#twilio/run-slices.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'

import { getEngine } from './clients.ts'
import { engagementsQuery } from './engagements.ts'

/** The pages of one round, of several slices at once, and what is left to read. */
export type FilteredRound = { pages: readonly FilteredPage[]; rest: SlicePlan }

const notPlanned: SlicePlan | null = null

/**
 * Loads the executions that match a filter, which Twilio applies, round by round. The rows go to the engine, beside those
 * of the list; what the list has read stays as it is.
 * @param listed the list's last page, which tells how many runs start in an hour
 */
export function filteredRunsQuery(runList: RunList, filter: RunFilter, listed: PageSummary | undefined) {
  return infiniteQueryOptions({
    // Below the list's key: what resets the list resets this too.
    queryKey: [...engagementsQuery(runList).queryKey, 'filtered', filter],
    queryFn: async ({ pageParam, signal }): Promise<FilteredRound> => {
      // Only executions can be filtered, so most users never need it.
      const { planSlices, readSlices } = await loadChunk(() => import('#twilio/run-slices.ts'))
      return readSlices(
        pageParam ?? planSlices(filter, listed ? runsPerMs(listed) : null, Date.now()),
        (slice) =>
          getEngine().call('loadFiltered', { runList, filter: slice.filter, cursor: slice.cursor }, signal),
        Date.now(),
      )
    },
    initialPageParam: notPlanned,
    getNextPageParam: ({ rest }: FilteredRound) => (rest.slices.length > 0 ? rest : null),
    staleTime: Infinity,
  })
}

function runsPerMs({ loaded, isNewestFirst, oldestStartMs, loadedAtMs }: PageSummary): number | null {
  if (!isNewestFirst || oldestStartMs === null || loadedAtMs <= oldestStartMs) return null
  return loaded / (loadedAtMs - oldestStartMs)
}

/** The first page of a flow's active runs, with the 200 oldest of them, as Twilio has them now. */
export function activeRunsQuery(flowSid: FlowSid) {
  const params = {
    runList: runListOf(flowSid, 'executions'),
    filter: { ...noRunFilter, status: 'active' },
    cursor: null,
    maxRows: 200,
  } as const
  return queryOptions({
    queryKey: ['active-runs', flowSid],
    queryFn: ({ signal }) => getEngine().call('loadFiltered', params, signal),
    staleTime: 0,
    gcTime: 0,
  })
}
