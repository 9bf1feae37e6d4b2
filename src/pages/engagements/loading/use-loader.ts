import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { normalizeError, type Problem } from '#contract/problem.ts'
import type { PageSummary } from '#engine/rpc/protocol.ts'
import { engagementsQuery } from '#queries/engagements.ts'
import { getEngine } from '#queries/clients.ts'
import { useEngineRestarts } from '#queries/use-engine-version.ts'

/** Pages of 1,000 loaded before the user must press "Read on". */
const maxPagesPerRun = 100

/** The state and the controls of loading a flow's engagements. */
export type Loader = {
  state: 'starting' | 'loading' | 'paused' | 'ended' | 'failed'
  pages: readonly PageSummary[]
  /** Increments when the loaded rows are cleared and loading restarts. */
  epoch: number
  problem: Problem | null
  pause: () => void
  /** Resumes after a pause or a failure, for another `maxPagesPerRun` pages. */
  loadMore: () => void
  loadAll: () => void
  /** Clears the loaded rows and starts again. */
  restart: () => void
}

const noPages: readonly PageSummary[] = []

/** Loads page after page, one request at a time, until the end, a pause, a failure or the limit. Unmounting aborts. */
export function useLoader(runList: RunList, enabled: boolean): Loader {
  const queryClient = useQueryClient()
  const [isPaused, setIsPaused] = useState(false)
  const [maxPages, setMaxPages] = useState(maxPagesPerRun)
  const [restartCount, setRestartCount] = useState(0)
  const epoch = restartCount + useEngineRestarts()
  const { queryKey } = engagementsQuery(runList)
  const loadedPages = queryClient.getQueryData(queryKey)?.pages.length ?? 0
  // `prefetch` also loads the page after the next one, if it will be needed.
  const options = engagementsQuery(runList, { prefetch: !isPaused && loadedPages + 1 < maxPages })
  const query = useInfiniteQuery({ ...options, enabled })
  const { data, error, hasNextPage, fetchNextPage, refetch } = query
  const pages = data?.pages ?? noPages

  const isLoading = hasNextPage && !isPaused && error === null && pages.length < maxPages
  useEffect(() => {
    // Runs once after each loaded page; the query fetches the first page itself.
    if (isLoading && pages.length > 0) void fetchNextPage({ cancelRefetch: false })
  }, [isLoading, pages.length, fetchNextPage])

  function resume(nextMaxPages: number) {
    setIsPaused(false)
    setMaxPages(nextMaxPages)
    // Never `refetch` with loaded pages: it would load all of them again.
    if (error !== null) void (pages.length > 0 ? fetchNextPage() : refetch())
  }

  return {
    state: currentState(),
    pages,
    epoch,
    problem: error === null ? null : normalizeError(error),
    pause: () => setIsPaused(true),
    loadMore: () => resume(pages.length + maxPagesPerRun),
    loadAll: () => resume(Infinity),
    restart: () => {
      setIsPaused(false)
      setRestartCount(restartCount + 1)
      void getEngine()
        .call('clearFlow', { runList })
        .then(() => queryClient.resetQueries({ queryKey }))
    },
  }

  function currentState(): Loader['state'] {
    // Read `isFetching` only after an error: it changes twice per page, and each change would rerender the list.
    if (error !== null) return query.isFetching ? 'loading' : 'failed'
    if (pages.length === 0) return 'starting'
    if (!hasNextPage) return 'ended'
    return isLoading ? 'loading' : 'paused'
  }
}
