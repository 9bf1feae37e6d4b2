import { infiniteQueryOptions } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import type { PageCursor } from '#contract/page.ts'
import type { PageSummary } from '#engine/rpc/load-results.ts'

import { getEngine } from './clients.ts'

/** The prefix of the query keys of all lists of engagements. */
export const engagementsKey = ['engagements']

const firstCursor: PageCursor | null = null

/**
 * Loads a flow's engagements page by page. The rows stay in the engine's worker; the query cache has only a summary of
 * each page. It never goes stale, since a refetch would load every page again.
 * @param options `prefetch`: whether to also prefetch the page after the next one
 */
export function engagementsQuery(runList: RunList, { prefetch = false } = {}) {
  return infiniteQueryOptions({
    queryKey: [...engagementsKey, runList],
    queryFn: ({ pageParam, signal }): Promise<PageSummary> =>
      getEngine().call('loadPage', { runList, cursor: pageParam, prefetch }, signal),
    initialPageParam: firstCursor,
    getNextPageParam: (last: PageSummary) => last.next,
    staleTime: Infinity,
    gcTime: Infinity,
  })
}
