import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query'

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
 * @param options `maxPages`: while fewer are loaded, the page after the requested one is prefetched
 */
export function engagementsQuery(runList: RunList, { maxPages = 0 } = {}) {
  const queryKey = [...engagementsKey, runList]
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ client, pageParam, signal }): Promise<PageSummary> => {
      const loadedPages = client.getQueryData<InfiniteData<PageSummary>>(queryKey)?.pages.length ?? 0
      const prefetch = loadedPages + 1 < maxPages
      return getEngine().call('loadPage', { runList, cursor: pageParam, prefetch }, signal)
    },
    initialPageParam: firstCursor,
    getNextPageParam: (last: PageSummary) => last.next,
    staleTime: Infinity,
    gcTime: Infinity,
  })
}
