import { afterEach, describe, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { flowSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import {
  maxFlowWaitMs,
  newCrossFlowSearch,
  runCrossFlowSearch,
  searchOrder,
  type CrossFlowSearch,
  type SearchFlow,
} from './cross-flow-search.ts'

const flow = (n: number, status = 'published') => flowSchema.parse({ sid: sidOf('FW', n), status })
const flows = searchOrder([flow(1), flow(2), flow(3), flow(4)])

afterEach(() => vi.useRealTimers())

/** Runs a search until it ends. @returns the last state, and the flows that were requested */
async function run(
  searchFlow: SearchFlow,
  initial: CrossFlowSearch = newCrossFlowSearch(flows),
  abort = new AbortController(),
) {
  const requested: string[] = []
  let last = initial
  const recordedSearch: SearchFlow = (each, signal) => {
    requested.push(each.sid)
    return searchFlow(each, signal)
  }
  await runCrossFlowSearch(flows, initial, recordedSearch, (current) => (last = current), abort.signal)
  return { last, requested, states: flows.map(({ sid }) => last.flowStates.get(sid)?.state) }
}

describe('searchOrder', () => {
  test('puts published flows first, keeps the listed order otherwise, and drops flows without a SID', () => {
    const listed = [flow(1, 'draft'), flow(2), { ...flow(3), sid: null }, flow(4, 'draft'), flow(5)]
    expect(searchOrder(listed).map(({ sid }) => sid)).toEqual([2, 5, 1, 4].map((n) => sidOf('FW', n)))
  })
})

describe('runCrossFlowSearch', () => {
  test('searches one flow after the other', async () => {
    const { last, requested } = await run(async () => false)
    expect(requested).toEqual(flows.map(({ sid }) => sid))
    expect(last.state).toBe('done')
  })

  test('ends at the flow that has the engagement', async () => {
    const { last, requested, states } = await run(async ({ sid }) => sid === sidOf('FW', 2))
    expect(requested).toHaveLength(2)
    expect(last.state).toBe('done')
    expect(states).toEqual(['searched', 'searched', 'waiting', 'waiting'])
  })

  test('continues after a flow that fails', async () => {
    const { last, states } = await run(async ({ sid }) => {
      if (sid === sidOf('FW', 2)) throw new Problem('forbidden')
      return false
    })
    expect(states).toEqual(['searched', 'failed', 'searched', 'searched'])
    expect(last.state).toBe('done')
  })

  test('skips a flow that does not answer in time, even if it does not heed its signal; resuming tries it again', async () => {
    vi.useFakeTimers()
    const searching = run(({ sid }) =>
      sid === sidOf('FW', 2) ? new Promise<boolean>(() => {}) : Promise.resolve(false),
    )
    await vi.advanceTimersByTimeAsync(maxFlowWaitMs)
    const { last, states } = await searching
    expect(states).toEqual(['searched', 'skipped', 'searched', 'searched'])
    expect(last.flowStates.get(sidOf('FW', 2))).toEqual({ state: 'skipped', by: 'timeout' })
    expect(last.state).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
    const again = await run(async () => false, last)
    expect(again.requested).toEqual([sidOf('FW', 2)])
  })

  test('skips a flow at once when the user says so, and aborts its request', async () => {
    let current: CrossFlowSearch | undefined
    const signals: AbortSignal[] = []
    await runCrossFlowSearch(
      flows,
      newCrossFlowSearch(flows),
      ({ sid }, signal) => {
        if (sid !== sidOf('FW', 3)) return Promise.resolve(false)
        signals.push(signal)
        const flowState = current?.flowStates.get(sid)
        if (flowState?.state === 'searching') setTimeout(flowState.skip)
        return new Promise(() => {})
      },
      (next) => (current = next),
      new AbortController().signal,
    )
    expect(flows.map(({ sid }) => current?.flowStates.get(sid)?.state)).toEqual([
      'searched',
      'searched',
      'skipped',
      'searched',
    ])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('pauses after three equal failures in a row; resuming retries the failed flows', async () => {
    const { last, states } = await run(async () => {
      throw new Problem('unreachable')
    })
    expect(states).toEqual(['failed', 'failed', 'failed', 'waiting'])
    expect(last.state).toBe('paused')
    const again = await run(async () => false, last)
    expect(again.requested).toHaveLength(4)
    expect(again.states).toEqual(['searched', 'searched', 'searched', 'searched'])
  })

  test('resumes with the flow at which it was paused', async () => {
    const abort = new AbortController()
    const first = await run(
      async ({ sid }, signal) => {
        if (sid === sidOf('FW', 2)) {
          abort.abort()
          signal.throwIfAborted()
        }
        return false
      },
      newCrossFlowSearch(flows),
      abort,
    )
    expect(first.last.state).toBe('paused')
    expect(first.states).toEqual(['searched', 'waiting', 'waiting', 'waiting'])
    const second = await run(async () => false, first.last)
    expect(second.requested).toEqual(flows.slice(1).map(({ sid }) => sid))
    expect(second.last.state).toBe('done')
  })
})
