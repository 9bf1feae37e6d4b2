import { expect } from 'vitest'

import type { EndpointName } from '#contract/endpoints.ts'
import type { ProxyEvent } from '#proxy/events.ts'

import { createScheduler, type Slot } from './scheduler.ts'

export type TestEntry = {
  caller: string
  state: 'waiting' | 'running' | 'over' | 'rate-limited' | 'busy' | 'left'
  slot: Slot | null
  ms: number
  leave: () => void
}

/** For tests with fake timers: a scheduler without chance, its events, and all entries with their states. */
export function setupScheduler(maxConcurrent: number) {
  const events: ProxyEvent[] = []
  /** When the latest 429 is over: requests are blocked or slowed down until then. */
  let waitUntil = 0
  const entries: TestEntry[] = []
  const scheduler = createScheduler({
    maxConcurrent,
    onEvent: (event) => {
      events.push(event)
      if (event.kind === 'rate-limited') waitUntil = Math.max(waitUntil, performance.now() + event.ms)
    },
    now: () => performance.now(),
    random: () => 1,
  })
  /** Queues an entry. Fails when its state changes more than once, or after it has left. */
  const enqueue = (caller: string, endpoint: EndpointName = 'engagements'): TestEntry => {
    const entry: TestEntry = { caller, state: 'waiting', slot: null, ms: 0, leave: () => {} }
    entries.push(entry)
    const setState = (state: TestEntry['state']) => {
      expect(entry.state).toBe('waiting')
      entry.state = state
    }
    entry.leave = scheduler.enqueue({
      caller,
      endpoint,
      onStart: (slot) => {
        setState('running')
        entry.slot = slot
      },
      onReject: (reason, ms) => {
        setState(reason)
        entry.ms = ms
      },
    })
    return entry
  }
  const inState = (state: TestEntry['state']) => entries.filter((entry) => entry.state === state)
  return { enqueue, inState, events, entries, waitUntil: () => waitUntil, isOverShare: scheduler.isOverShare }
}
