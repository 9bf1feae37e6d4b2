import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createScheduler, type Slot } from './scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setup(maxConcurrent: number) {
  const scheduler = createScheduler({ maxConcurrent, onEvent: () => {}, now: () => performance.now() })
  const enqueue = (caller: string) => {
    const entry: { state: 'waiting' | 'running'; slot: Slot | null } = { state: 'waiting', slot: null }
    scheduler.enqueue({
      caller,
      endpoint: 'engagements',
      onStart: (slot) => Object.assign(entry, { state: 'running', slot }),
      onReject: () => {},
    })
    return entry
  }
  return { scheduler, enqueue }
}

test('a caller that has half of the places waits while another caller waits, and only then', () => {
  const { enqueue, scheduler } = setup(4)
  const [a1, a2, a3, , a5, a6] = Array.from({ length: 6 }, () => enqueue('a'))
  expect(scheduler.isOverShare('a')).toBe(true)
  const [b1, b2, c1] = [enqueue('b'), enqueue('b'), enqueue('c')]
  a1?.slot?.release()
  a2?.slot?.release()
  expect([a5?.state, b1.state, b2.state, c1.state]).toEqual(['waiting', 'running', 'waiting', 'running'])
  expect(scheduler.isOverShare('a')).toBe(false)
  a3?.slot?.release()
  expect([a5?.state, b2.state]).toEqual(['running', 'waiting'])
  b1.slot?.release()
  expect([a6?.state, b2.state]).toEqual(['waiting', 'running'])
  c1.slot?.release()
  expect(a6?.state).toBe('running')
})

test('a request that is assigned to another caller counts for that one', () => {
  const { enqueue } = setup(2)
  const [a1, a2] = [enqueue('a'), enqueue('a')]
  a1.slot?.assign('b')
  const [b2, c1, a3] = [enqueue('b'), enqueue('c'), enqueue('a')]
  a2.slot?.release()
  expect([b2.state, c1.state, a3.state]).toEqual(['waiting', 'running', 'waiting'])
  c1.slot?.release()
  expect([b2.state, a3.state]).toEqual(['waiting', 'running'])
  a1.slot?.release()
  expect(b2.state).toBe('running')
})

test('a request that waits for a place is seen by other callers, and not during a block', () => {
  const { enqueue, scheduler } = setup(1)
  const first = enqueue('a')
  expect(scheduler.othersWaitMs('a')).toBe(0)
  enqueue('b')
  vi.advanceTimersByTime(700)
  enqueue('c')
  expect(['a', 'b', 'c'].map((caller) => scheduler.othersWaitMs(caller))).toEqual([700, 0, 700])
  first.slot?.onRateLimited('1')
  expect(scheduler.othersWaitMs('a')).toBe(0)
})
