import { isAbort, normalizeError, type Problem, type ProblemKind } from '#contract/problem.ts'
import type { Flow } from '#contract/resources.ts'
import type { FlowSid } from '#contract/sid.ts'

/** A flow with a SID: only these can be searched. */
export type SearchableFlow = Flow & { sid: FlowSid }

/** The state of the search in one flow. */
export type FlowSearchState =
  | { state: 'waiting' }
  /** `skip` goes on with the next flow. */
  | { state: 'searching'; skip: () => void }
  /** `found` ends the search: an engagement SID is in one flow only. */
  | { state: 'searched'; found: boolean }
  | { state: 'failed'; problem: Problem }
  /** By the user, or because the flow did not answer in time. */
  | { state: 'skipped'; by: 'user' | 'timeout' }

export type CrossFlowSearch = {
  state: 'running' | 'paused' | 'done'
  flowStates: ReadonlyMap<FlowSid, FlowSearchState>
}

/** This many equal failures in a row count as a failure of the account or the network. */
const maxSameFailures = 3

/** How long one flow may hold up the others, in ms. A page of 1,000 runs takes Twilio a few seconds at most. */
export const maxFlowWaitMs = 15_000

/** Searches one flow. @returns whether the one possible match was found */
export type SearchFlow = (flow: SearchableFlow, signal: AbortSignal) => Promise<boolean>

/** The flows in search order: published flows first, since customers only reach those. */
export function searchOrder(flows: readonly Flow[]): SearchableFlow[] {
  const searchable = flows.flatMap((flow) => (flow.sid === null ? [] : [{ ...flow, sid: flow.sid }]))
  return searchable.toSorted((a, b) => Number(b.status === 'published') - Number(a.status === 'published'))
}

export function newCrossFlowSearch(flows: readonly SearchableFlow[]): CrossFlowSearch {
  return {
    state: 'running',
    flowStates: new Map(flows.map(({ sid }) => [sid, { state: 'waiting' } as const])),
  }
}

/**
 * Searches one flow after the other, skips flows already searched, and calls `onChange` after each step. Stops when all
 * flows are searched, when one reports `found`, or when the signal aborts. A flow that fails does not stop the others, nor
 * one that does not answer within `maxFlowWaitMs`; `maxSameFailures` equal failures in a row pause the search.
 */
export async function runCrossFlowSearch(
  flows: readonly SearchableFlow[],
  initial: CrossFlowSearch,
  searchFlow: SearchFlow,
  onChange: (search: CrossFlowSearch) => void,
  signal: AbortSignal,
): Promise<void> {
  let current: CrossFlowSearch = { ...initial, state: 'running' }
  let lastFailure: ProblemKind | null = null
  let sameFailures = 0
  const emit = (sid: FlowSid, flowState: FlowSearchState, state: CrossFlowSearch['state'] = 'running') => {
    current = { state, flowStates: new Map(current.flowStates).set(sid, flowState) }
    onChange(current)
  }

  for (const flow of flows) {
    const previous = current.flowStates.get(flow.sid)
    if (previous?.state === 'searched') continue
    const attempt = startAttempt(signal)
    emit(flow.sid, { state: 'searching', skip: () => attempt.skip('user') })
    try {
      const found = await Promise.race([searchFlow(flow, attempt.signal), attempt.aborted])
      emit(flow.sid, { state: 'searched', found })
      sameFailures = 0
      if (found) break
    } catch (thrown) {
      if (attempt.skippedBy() !== null && !signal.aborted) {
        emit(flow.sid, { state: 'skipped', by: attempt.skippedBy() ?? 'user' })
        continue
      }
      if (isAbort(thrown) || signal.aborted) {
        emit(flow.sid, { state: 'waiting' }, 'paused')
        return
      }
      const problem = normalizeError(thrown)
      emit(flow.sid, { state: 'failed', problem })
      sameFailures = lastFailure === problem.kind ? sameFailures + 1 : 1
      lastFailure = problem.kind
      if (sameFailures === maxSameFailures) {
        onChange({ ...current, state: 'paused' })
        return
      }
    } finally {
      attempt.end()
    }
  }
  onChange({ ...current, state: 'done' })
}

/** One attempt to search a flow: aborts with the whole search, after `maxFlowWaitMs`, or when it is skipped. */
function startAttempt(searchSignal: AbortSignal) {
  const controller = new AbortController()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  // The race with the search may be over already.
  aborted.catch(() => {})
  let skippedBy: 'user' | 'timeout' | null = null
  const abort = () => {
    controller.abort()
    reject(new DOMException('The search of this flow was aborted.', 'AbortError'))
  }
  const skip = (by: 'user' | 'timeout') => {
    skippedBy ??= by
    abort()
  }
  const timer = setTimeout(() => skip('timeout'), maxFlowWaitMs)
  searchSignal.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    aborted,
    skip,
    skippedBy: () => skippedBy,
    end: () => {
      clearTimeout(timer)
      searchSignal.removeEventListener('abort', abort)
    },
  }
}
