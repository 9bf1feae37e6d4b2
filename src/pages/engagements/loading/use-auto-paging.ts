import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useReducer, useState } from 'react'

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

type PagingOptions<Data> = {
  /** The pages in the query's data. */
  countPages: (data: Data | undefined) => number
  limits: ReturnType<typeof usePagingLimits>
  /** Whether to load no more for now, whatever the limits. */
  isHeld: boolean
}

/**
 * What a paged query renders for. Not for each page: its rows do that, a few times a second, and rendering the list for
 * every page takes a fifth of the time of loading.
 */
export const pagingProps: (keyof UseInfiniteQueryResult)[] = ['status', 'error', 'hasNextPage']

/** The state and the controls of loading. */
export type Paging = {
  state: 'starting' | 'loading' | 'paused' | 'ended' | 'failed'
  problem: Problem | null
  pause: () => void
  /** Resumes after a pause or a failure, for another `maxPagesPerRun` pages. */
  loadMore: () => void
  loadAll: () => void
}

/**
 * Loads the next page of a query whenever one has arrived, until the end, a pause, a failure or the limit. The query
 * fetches the first page itself.
 */
export function useAutoPaging<Data>(
  query: Pick<
    UseInfiniteQueryResult<Data>,
    'data' | 'error' | 'hasNextPage' | 'isFetching' | 'fetchNextPage' | 'refetch'
  >,
  { countPages, limits, isHeld }: PagingOptions<Data>,
): Paging {
  const { error, hasNextPage, fetchNextPage, refetch } = query
  const pageCount = countPages(query.data)
  const hasPages = pageCount > 0
  const [, render] = useReducer((count: number) => count + 1, 0)
  const isLoading =
    hasNextPage && !isHeld && !limits.isPaused && error === null && pageCount < limits.maxPages
  const isAtLimit = useEffectEvent((data: Data | undefined) => countPages(data) >= limits.maxPages)

  useEffect(() => {
    if (!isLoading || !hasPages) return undefined
    let isStopped = false
    const loadPages = async () => {
      for (;;) {
        const result = await fetchNextPage({ cancelRefetch: false })
        if (isStopped || result.error || !result.hasNextPage || isAtLimit(result.data)) return render()
      }
    }
    void loadPages()
    return () => {
      isStopped = true
    }
  }, [isLoading, hasPages, fetchNextPage])

  function resume(maxPages: number) {
    limits.set({ isPaused: false, maxPages })
    // Never `refetch` with loaded pages: it would load all of them again.
    if (error !== null) void (pageCount > 0 ? fetchNextPage() : refetch())
  }

  function currentState(): Paging['state'] {
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
