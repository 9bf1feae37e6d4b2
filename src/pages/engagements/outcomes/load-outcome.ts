import type { QueryClient } from '@tanstack/react-query'

import type { Outcome } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/rpc/protocol.ts'
import { getEngine } from '#queries/clients.ts'
import { stepsQuery } from '#queries/context.ts'
import { sessionQuery } from '#session/session-query.ts'
import {
  connectionStatus,
  isSigningOut,
  rateLimitedUntilMs,
  serverRateLimitWait,
} from '#status/system-status.ts'
import { contextFromValue, hasContext, type ContextReader } from '#story/context-reader.ts'
import { leadToEnd, outcomeOf } from '#story/outcome.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

/** How long the steps stay in the query cache, in milliseconds: with their contexts they may take 100 kB. */
const keptMs = 30_000

/** Max length of a listed context that is read for an outcome, in UTF-16 units: parsing a longer one takes a frame. */
const maxContextLength = 500_000

/** Whether nothing that people wait for is being requested, Twilio has set no limit, and the page is in view and signed in. */
export function mayLoadOutcomes(client: QueryClient): boolean {
  const now = Date.now()
  return (
    document.visibilityState === 'visible' &&
    connectionStatus.get() === 'online' &&
    !isSigningOut.get() &&
    client.getQueryData(sessionQuery().queryKey)?.user !== null &&
    rateLimitedUntilMs.get() <= now &&
    serverRateLimitWait.get().shownUntilMs <= now &&
    // What has an observer is on a screen.
    client.isFetching({ predicate: (query) => query.getObserversCount() > 0 }) === 0
  )
}

/** A run's steps in order, and what they say about its outcome; null where they do not decide it. */
type LoadedOutcome = { steps: readonly Step[]; outcome: Outcome | null }

/**
 * Loads the steps of a row's run, through the cache that the panel shares, and stores what they say about its outcome.
 * Aborting ends the request unless the panel waits for it too. Resolves to null for a row without a SID.
 */
export async function loadOutcome(
  client: QueryClient,
  runList: RunList,
  { sid, status, updated }: Pick<EngagementRow, 'sid' | 'status' | 'updated'>,
  signal: AbortSignal,
): Promise<LoadedOutcome | null> {
  if (sid === null) return null
  const query = stepsQuery(runList, sid)
  const cancel = () => {
    const isShown = (client.getQueryCache().find(query)?.getObserversCount() ?? 0) > 0
    if (!isShown) void client.cancelQueries({ queryKey: query.queryKey, exact: true })
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const steps = await loadSteps(client, query, status)
    // Most outcomes need no context.
    const outcome =
      outcomeOf(steps, null, status) ?? outcomeOf(steps, await listedContext(runList, sid, signal), status)
    if (outcome !== null && !signal.aborted) {
      const outcomes = [{ engagementSid: sid, status, updated, outcome }]
      await getEngine().call('setOutcomes', { runList, outcomes }, signal)
    }
    return { steps, outcome }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** The steps in order, from the cache unless these may be of a time when the run had not ended. */
async function loadSteps(
  client: QueryClient,
  query: ReturnType<typeof stepsQuery>,
  status: string | null,
): Promise<Step[]> {
  const askedMs = Date.now()
  const options = { ...query, gcTime: keptMs }
  const steps = stepsInOrder(await client.fetchQuery(options))
  const loadedMs = client.getQueryState(query.queryKey)?.dataUpdatedAt ?? 0
  if (status !== 'ended' || loadedMs >= askedMs || leadToEnd(steps)) return steps
  return stepsInOrder(await client.fetchQuery({ ...options, staleTime: 0 }))
}

/** The run's context as listed; null if the list has none, or a very long one. */
async function listedContext(
  runList: RunList,
  engagementSid: EngagementSid,
  signal: AbortSignal,
): Promise<ContextReader | null> {
  const listed = await getEngine().call('rawEngagement', { runList, engagementSid }, signal)
  const text = listed?.context ?? ''
  if (text === '' || text.length > maxContextLength) return null
  const value: unknown = JSON.parse(text)
  return hasContext(value) ? contextFromValue(value) : null
}
