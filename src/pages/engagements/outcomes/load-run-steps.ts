import { hashKey, type Query, type QueryClient } from '@tanstack/react-query'

import type { Step } from '#contract/resources.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { LoadedSteps, RunWithoutSteps } from '#engine/rpc/load-results.ts'
import { getEngine } from '#queries/clients.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementsKey } from '#queries/engagements.ts'
import { sessionQuery } from '#session/session-query.ts'
import {
  connectionStatus,
  isSigningOut,
  rateLimitedUntilMs,
  serverRateLimitWait,
} from '#status/system-status.ts'
import { contextFromValue, hasContext, type ContextReader } from '#story/context-reader.ts'
import { leadToEnd } from '#story/outcome.ts'
import { runStepsOf } from '#story/run-steps.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

/** How long the steps of a row in view stay in the query cache, in milliseconds: with their contexts they may take 100 kB. */
const keptMs = 30_000

/** Max length of a listed context that is read for an outcome, in UTF-16 units: parsing a longer one takes a frame. */
export const maxContextLength = 500_000

/**
 * Whether nothing that people wait for is being requested, Twilio has set no limit, and the page is signed in.
 * @param isAsked whether a person has asked for the steps: then they need not wait until the list is read
 */
export function mayLoadSteps(client: QueryClient, isAsked: boolean): boolean {
  const now = Date.now()
  const reading = isAsked ? client.isFetching({ queryKey: engagementsKey, predicate: isOnScreen }) : 0
  return (
    connectionStatus.get() === 'online' &&
    !isSigningOut.get() &&
    client.getQueryData(sessionQuery().queryKey)?.user !== null &&
    rateLimitedUntilMs.get() <= now &&
    serverRateLimitWait.get().shownUntilMs <= now &&
    client.isFetching({ predicate: isOnScreen }) === reading
  )
}

const isOnScreen = (query: Query) => query.getObserversCount() > 0

/** How many callers of `loadRunSteps` wait for each query, by its hash. */
const callers = new Map<string, number>()

/**
 * Loads the steps of a run, through the cache that the panel shares, and returns what the list keeps of them.
 * Aborting ends the request unless the panel or another caller waits for it too.
 * @param gcTime how long the steps stay in the query cache, in milliseconds
 */
export async function loadRunSteps(
  client: QueryClient,
  runList: RunList,
  { sid, status, updated }: RunWithoutSteps,
  signal: AbortSignal,
  gcTime = keptMs,
): Promise<LoadedSteps> {
  const query = { ...stepsQuery(runList, sid), gcTime }
  const hash = hashKey(query.queryKey)
  const cancel = () => {
    const isShown = (client.getQueryCache().find(query)?.getObserversCount() ?? 0) > 0
    if (!isShown && callers.get(hash) === 1)
      void client.cancelQueries({ queryKey: query.queryKey, exact: true })
  }
  callers.set(hash, (callers.get(hash) ?? 0) + 1)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const steps = await fetchSteps(client, query, status)
    const withoutContext = runStepsOf(steps, null, status)
    // Most outcomes need no context.
    const runSteps =
      withoutContext.outcome === null
        ? runStepsOf(steps, await listedContext(runList, sid, signal), status)
        : withoutContext
    signal.throwIfAborted()
    return { sid, status, updated, steps: runSteps }
  } finally {
    signal.removeEventListener('abort', cancel)
    const others = (callers.get(hash) ?? 1) - 1
    if (others === 0) callers.delete(hash)
    else callers.set(hash, others)
  }
}

/** Has the list keep what steps say. */
export async function storeSteps(runList: RunList, loaded: LoadedSteps[]): Promise<void> {
  await getEngine().call('setSteps', { runList, loaded })
}

/** The steps in order, from the cache unless these may be of a time when the run had not ended. */
async function fetchSteps(
  client: QueryClient,
  query: ReturnType<typeof stepsQuery>,
  status: string | null,
): Promise<Step[]> {
  const askedMs = Date.now()
  const steps = stepsInOrder(await client.fetchQuery(query))
  const loadedMs = client.getQueryState(query.queryKey)?.dataUpdatedAt ?? 0
  if (status !== 'ended' || loadedMs >= askedMs || leadToEnd(steps)) return steps
  return stepsInOrder(await client.fetchQuery({ ...query, staleTime: 0 }))
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
