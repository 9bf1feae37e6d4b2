import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'

/** Pages of 1,000 loaded before the user must press "Read on". */
const maxPagesPerRun = 100

const atStart = { isPaused: false, maxPages: maxPagesPerRun }

/** Whether loading is paused, and after how many pages it pauses by itself. Starts anew with another `key`. */
export function usePagingLimits(key: string) {
  const [state, setState] = useState({ key, ...atStart })
  if (state.key !== key) setState({ key, ...atStart })
  return {
    ...(state.key === key ? state : atStart),
    set: (change: Partial<typeof atStart>) => setState((before) => ({ ...before, ...change })),
  }
}

type PagingOptions = {
  /** The pages loaded so far. */
  pageCount: number
  limits: ReturnType<typeof usePagingLimits>
  /** Whether to load no more for now, whatever the limits. */
  isHeld: boolean
}

/** The state and the controls of loading. */
export type Paging = {
  state: 'starting' | 'loading' | 'paused' | 'ended' | 'failed'
  problem: Problem | null
  pause: () => void
  /** Resumes after a pause or a failure, for another `maxPagesPerRun` pages. */
  loadMore: () => void
  loadAll: () => void
}

/** Loads the next page of a query whenever one has arrived, until the end, a pause, a failure or the limit. */
export function useAutoPaging(
  query: Pick<UseInfiniteQueryResult, 'error' | 'hasNextPage' | 'isFetching' | 'fetchNextPage' | 'refetch'>,
  { pageCount, limits, isHeld }: PagingOptions,
): Paging {
  const { error, hasNextPage, fetchNextPage, refetch } = query
  const isLoading =
    hasNextPage && !isHeld && !limits.isPaused && error === null && pageCount < limits.maxPages
  useEffect(() => {
    // Runs once after each loaded page; the query fetches the first page itself.
    if (isLoading && pageCount > 0) void fetchNextPage({ cancelRefetch: false })
  }, [isLoading, pageCount, fetchNextPage])

  function resume(maxPages: number) {
    limits.set({ isPaused: false, maxPages })
    // Never `refetch` with loaded pages: it would load all of them again.
    if (error !== null) void (pageCount > 0 ? fetchNextPage() : refetch())
  }

  function currentState(): Paging['state'] {
    // Read `isFetching` only after an error: it changes twice per page, and each change would rerender the list.
    if (error !== null) return query.isFetching ? 'loading' : 'failed'
    if (pageCount === 0) return 'starting'
    if (!hasNextPage) return 'ended'
    return isLoading ? 'loading' : 'paused'
  }

  return {
    state: currentState(),
    problem: error === null ? null : normalizeError(error),
    pause: () => limits.set({ isPaused: true }),
    loadMore: () => resume(pageCount + maxPagesPerRun),
    loadAll: () => resume(Infinity),
  }
}
