import type { QueryClient } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { engagementsQuery } from '#queries/engagements.ts'

import type { LookInto } from './hunt.ts'

/** What is looked for in all flows: one engagement by its SID, or whatever a text in the search box matches. */
export type Wanted =
  | { kind: 'engagement'; engagementSid: EngagementSid }
  /** The text that asks for it, as the search box of a list would have it. */
  | { kind: 'text'; text: string }

/** Asks a flow for the engagement: an engagement is of one flow only, so the first that has it ends the hunt. */
export function lookForEngagement(queryClient: QueryClient, engagementSid: EngagementSid): LookInto {
  return async ({ sid }, signal) => {
    const options = engagementQuery(sid, engagementSid)
    try {
      await cancelledWith(signal, queryClient, options.queryKey, () => queryClient.fetchQuery(options))
      return { requests: 1, found: true }
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.kind === 'not-found') return { requests: 1, found: false }
      throw thrown
    }
  }
}

/**
 * Has the newest pages of a flow read, those that were not read before. The engine keeps them, so a list that is opened
 * afterwards begins with them; whether they hold what is wanted is asked of the engine, not of Twilio.
 */
export function lookInPages(queryClient: QueryClient, depth: number): LookInto {
  return async ({ sid }, signal) => {
    const options = engagementsQuery(sid)
    const before = pagesOf(queryClient, sid)
    const complete = before.length > 0 && before.at(-1)?.next === null
    if (before.length >= depth || complete) return { requests: 0, found: false }
    await cancelledWith(signal, queryClient, options.queryKey, () =>
      // Pages that were read are not asked for again: the engine answers for them.
      queryClient.fetchInfiniteQuery({ ...options, staleTime: 0, pages: depth }),
    )
    return { requests: pagesOf(queryClient, sid).length - before.length, found: false }
  }
}

/** What is known of the pages of a flow that have been read. */
export function pagesOf(queryClient: QueryClient, flowSid: FlowSid) {
  return queryClient.getQueryData(engagementsQuery(flowSid).queryKey)?.pages ?? []
}

/** Runs a fetch of the query client, which knows no signal of its callers, and cancels it with one. */
async function cancelledWith<T>(
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
