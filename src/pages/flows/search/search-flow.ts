import type { QueryClient } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import { runListOf, type RunList, type RunSource } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { engagementsQuery } from '#queries/engagements.ts'

import type { SearchFlow } from './cross-flow-search.ts'

/** What to find in all flows: one engagement by its SID, or all runs that match a search text. */
export type SearchGoal =
  | { kind: 'engagement'; engagementSid: EngagementSid }
  /** The search text, in the syntax of a list's search box. */
  | { kind: 'text'; text: string }

/** Requests the engagement from a flow. It belongs to one flow only, so the first hit ends the search. */
export function createEngagementFinder(
  queryClient: QueryClient,
  source: RunSource,
  engagementSid: EngagementSid,
): SearchFlow {
  return async ({ sid }, signal) => {
    const options = engagementQuery(runListOf(sid, source), engagementSid)
    try {
      await withAbortSignal(signal, queryClient, options.queryKey, () => queryClient.fetchQuery(options))
      return true
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.kind === 'not-found') return false
      throw thrown
    }
  }
}

/**
 * Loads the newest pages of a flow that are not loaded yet. The engine caches them, so the flow's list starts with them.
 * The matches come from the engine, not from Twilio.
 */
export function createPageLoader(queryClient: QueryClient, source: RunSource, pageCount: number): SearchFlow {
  return async ({ sid }, signal) => {
    const runList = runListOf(sid, source)
    const options = engagementsQuery(runList)
    const loaded = loadedPages(queryClient, runList)
    if (loaded.length >= pageCount || loaded.at(-1)?.next === null) return false
    await withAbortSignal(signal, queryClient, options.queryKey, () =>
      // Pages already loaded cost no request: the engine returns them from its cache.
      queryClient.fetchInfiniteQuery({ ...options, staleTime: 0, pages: pageCount }),
    )
    return false
  }
}

/** The summaries of a flow's loaded pages. */
export function loadedPages(queryClient: QueryClient, runList: RunList) {
  return queryClient.getQueryData(engagementsQuery(runList).queryKey)?.pages ?? []
}

/** Runs a fetch of the query client and cancels it on abort. The query client accepts no caller's signal. */
export async function withAbortSignal<T>(
  signal: AbortSignal,
  queryClient: QueryClient,
  queryKey: readonly unknown[],
  fetch: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const cancel = () => void queryClient.cancelQueries({ queryKey, exact: true })
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await fetch()
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
