import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { sidOf } from '#testing/sids.ts'

import { createOutcomeQueue, dwellMs } from './outcome-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const rowOf = (row: number, change: Partial<EngagementRow> = {}): EngagementRow => ({
  row,
  sid: sidOf('FN', row),
  status: 'ended',
  contact: null,
  started: 0,
  updated: 1000,
  durationMs: 1000,
  outcome: null,
  stuck: null,
  match: null,
  ...change,
})
const rowsOf = (...numbers: number[]) => numbers.map((row) => rowOf(row))

/** A queue whose requests the test answers, and the rows requested so far. */
function start(shared?: Set<AbortController>) {
  const requests: { row: number; signal: AbortSignal; respond: () => void; fail: () => void }[] = []
  const state = { mayLoad: true }
  const queue = createOutcomeQueue({
    ...(shared && { requests: shared }),
    mayLoad: () => state.mayLoad,
    load: ({ row }, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      requests.push({ row, signal, respond: resolve, fail: () => reject(new Error('failed')) })
      return promise
    },
  })
  return { queue, state, requests, requested: () => requests.map(({ row }) => row) }
}

test('rows are loaded two at a time, once they have been in view for a second', async () => {
  const { queue, requests, requested } = start()
  queue.setRows(rowsOf(1, 2, 3))
  await vi.advanceTimersByTimeAsync(dwellMs - 1)
  expect(requested()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(requested()).toEqual([1, 2])
  requests[0]?.respond()
  await vi.advanceTimersByTimeAsync(0)
  expect(requested()).toEqual([1, 2, 3])
})

test('queues that share their requests load two rows at a time together', async () => {
  const shared = new Set<AbortController>()
  const queues = [1, 2, 3].map((row) => {
    const started = start(shared)
    started.queue.setRows(rowsOf(row))
    return started
  })
  const requested = () => queues.flatMap((each) => each.requested())
  await vi.advanceTimersByTimeAsync(2 * dwellMs)
  expect(requested()).toEqual([1, 2])
  queues[0]?.queue.dispose()
  await vi.advanceTimersByTimeAsync(dwellMs)
  expect(requested()).toEqual([1, 2, 3])
})

test('scrolling on aborts requests, and a row that comes back waits for a second again', async () => {
  const { queue, requests, requested } = start()
  queue.setRows(rowsOf(1, 2))
  await vi.advanceTimersByTimeAsync(dwellMs)
  queue.setRows(rowsOf(2, 3))
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false])
  await vi.advanceTimersByTimeAsync(dwellMs)
  expect(requested()).toEqual([1, 2, 3])
  queue.setRows(rowsOf(1))
  await vi.advanceTimersByTimeAsync(dwellMs)
  expect(requested()).toEqual([1, 2, 3, 1])
})

test('a row is asked for once, until it changes', async () => {
  const { queue, requests, requested } = start()
  queue.setRows(rowsOf(1))
  await vi.advanceTimersByTimeAsync(dwellMs)
  requests[0]?.respond()
  await vi.advanceTimersByTimeAsync(10 * dwellMs)
  // Its steps did not decide it.
  queue.setRows(rowsOf(1))
  await vi.advanceTimersByTimeAsync(10 * dwellMs)
  expect(requested()).toEqual([1])
  queue.setRows([rowOf(1, { updated: 2000 })])
  await vi.advanceTimersByTimeAsync(dwellMs)
  expect(requested()).toEqual([1, 1])
})

test('rows that are known, and rows without a SID, are not asked for', async () => {
  const { queue, requested } = start()
  const waiting = { kind: 'waiting', widget: null, reason: null } as const
  queue.setRows([
    rowOf(1, { outcome: { ...waiting, kind: 'completed', widget: 'bye' } }),
    rowOf(2, { sid: null }),
    rowOf(3, { outcome: { ...waiting, widget: 'ask' } }),
    rowOf(4, { outcome: { ...waiting, kind: 'unknown' } }),
    rowOf(5, { outcome: waiting }),
  ])
  await vi.advanceTimersByTimeAsync(dwellMs)
  expect(requested()).toEqual([5])
})

test('what people wait for comes first, and after a failure there is a pause of a minute', async () => {
  const { queue, state, requests, requested } = start()
  state.mayLoad = false
  queue.setRows(rowsOf(1, 2))
  await vi.advanceTimersByTimeAsync(10 * dwellMs)
  expect(requested()).toEqual([])
  state.mayLoad = true
  await vi.advanceTimersByTimeAsync(500)
  expect(requested()).toEqual([1, 2])
  requests[0]?.fail()
  requests[1]?.respond()
  await vi.advanceTimersByTimeAsync(50_000)
  expect(requested()).toEqual([1, 2])
  await vi.advanceTimersByTimeAsync(11_000)
  expect(requested()).toEqual([1, 2, 1])
})

test('nothing is asked for once it is disposed of', async () => {
  const { queue, requests, requested } = start()
  queue.setRows(rowsOf(1, 2, 3))
  await vi.advanceTimersByTimeAsync(dwellMs)
  queue.dispose()
  expect(requests.every(({ signal }) => signal.aborted)).toBe(true)
  await vi.advanceTimersByTimeAsync(10 * dwellMs)
  expect(requested()).toEqual([1, 2])
})
