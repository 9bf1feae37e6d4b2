import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { ProxyEvent } from '#proxy/events.ts'
import type { EndpointName } from '#contract/endpoints.ts'
import { runEndpoints, runSources } from '#contract/run-source.ts'
import { createScheduler, type Slot } from './scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type TestEntry = {
  caller: string
  state: 'waiting' | 'running' | 'over' | 'rate-limited' | 'busy' | 'left'
  slot: Slot | null
  ms: number
  leave: () => void
}

function setupScheduler(maxConcurrent: number) {
  const events: ProxyEvent[] = []
  /** When the latest block ends. */
  let blockedUntil = 0
  const entries: TestEntry[] = []
  const scheduler = createScheduler({
    maxConcurrent,
    onEvent: (event) => {
      events.push(event)
      if (event.kind === 'rate-limited') blockedUntil = performance.now() + event.ms
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
  return { enqueue, inState, events, entries, blockedUntil: () => blockedUntil }
}

describe('a request', () => {
  test('starts at once while slots are free, otherwise when one is released, fair between callers', () => {
    const { enqueue, inState } = setupScheduler(4)
    const [a1, b1, b2, c1, a2, a3, b3] = ['a', 'b', 'b', 'c', 'a', 'a', 'b'].map((caller) => enqueue(caller))
    expect(inState('running')).toEqual([a1, b1, b2, c1])
    b1?.slot?.release()
    expect(a2?.state).toBe('running')
    c1?.slot?.release()
    expect([a3?.state, b3?.state]).toEqual(['waiting', 'running'])
  })

  test('that is released twice frees one slot', () => {
    const { enqueue, inState } = setupScheduler(1)
    const first = enqueue('a')
    for (let i = 0; i < 3; i++) enqueue('a')
    first.slot?.release()
    first.slot?.release()
    expect(inState('waiting')).toHaveLength(2)
  })

  test('is rejected after 60 s in the queue, with 5 s to wait', () => {
    const { enqueue } = setupScheduler(1)
    const first = enqueue('a')
    const second = enqueue('b')
    vi.advanceTimersByTime(59_999)
    expect(second.state).toBe('waiting')
    vi.advanceTimersByTime(1)
    expect(second).toMatchObject({ state: 'busy', ms: 5000 })
    first.slot?.release()
    expect(enqueue('c').state).toBe('running')
  })

  test('that has left the queue never starts', () => {
    const { enqueue } = setupScheduler(1)
    const first = enqueue('a')
    const [second, third] = [enqueue('b'), enqueue('c')]
    second.leave()
    first.slot?.release()
    expect([second.state, third.state]).toEqual(['waiting', 'running'])
    vi.advanceTimersByTime(60_000)
    expect(second.state).toBe('waiting')
  })
})

describe('a 429', () => {
  test('for 5 s or longer rejects all queued requests and all new ones, until less is left', () => {
    const { enqueue, inState } = setupScheduler(1)
    const first = enqueue('a')
    enqueue('a')
    enqueue('b')
    expect(first.slot?.onRateLimited('7')).toBe(7000)
    expect(inState('rate-limited').map(({ ms }) => ms)).toEqual([7000, 7000])
    vi.advanceTimersByTime(1500)
    expect(enqueue('c')).toMatchObject({ state: 'rate-limited', ms: 5500 })
    vi.advanceTimersByTime(501)
    expect(enqueue('d').state).toBe('waiting')
  })

  test('for less than 5 s lets queued and new requests wait, and says how long they did', () => {
    const { enqueue, inState } = setupScheduler(2)
    const first = enqueue('a')
    const second = enqueue('a')
    const third = enqueue('b')
    vi.advanceTimersByTime(100)
    first.slot?.onRateLimited('2')
    first.slot?.release()
    second.slot?.release()
    vi.advanceTimersByTime(500)
    const fourth = enqueue('c')
    expect([third.state, fourth.state]).toEqual(['waiting', 'waiting'])
    vi.advanceTimersByTime(1500)
    expect([third.state, fourth.state]).toEqual(['running', 'waiting'])
    third.slot?.onResponse()
    expect(inState('running')).toContain(fourth)
    expect([third.slot?.rateLimitWaitMs, fourth.slot?.rateLimitWaitMs]).toEqual([2000, 1500])
    fourth.slot?.release()
    expect(enqueue('a').slot?.rateLimitWaitMs).toBe(0)
  })

  test('lets one request start when the block ends, and all others after its response', () => {
    const { enqueue, inState } = setupScheduler(3)
    const first = enqueue('a')
    first.slot?.onRateLimited('1')
    first.slot?.release()
    vi.advanceTimersByTime(1000)
    const [probe] = [enqueue('a'), enqueue('a'), enqueue('b'), enqueue('c')]
    expect(inState('running')).toEqual([first, probe])
    probe.slot?.onResponse()
    expect(inState('running')).toHaveLength(4)
    expect(inState('waiting')).toHaveLength(1)
  })
})

describe('the queue', () => {
  test.each(runSources)(
    'serves what opening one of the %s needs before lists, but not without end',
    (source) => {
      const { enqueue } = setupScheduler(1)
      const { list, context } = runEndpoints[source]
      const order: string[] = []
      const first = enqueue('a')
      const waiting = [
        ...['p1', 'p2'].map((name) => [name, enqueue('a', list)] as const),
        ...['u1', 'u2', 'u3', 'u4'].map((name) => [name, enqueue('a', context)] as const),
      ]
      let current = first
      for (let i = 0; i < waiting.length; i++) {
        current.slot?.release()
        current.state = 'over'
        const started = waiting.find(([, { state }]) => state === 'running')
        if (!started) throw new Error('Nothing started.')
        order.push(started[0])
        current = started[1]
      }
      expect(order).toEqual(['u1', 'u2', 'u3', 'p1', 'u4', 'p2'])
    },
  )

  test('holds 1,000 requests; of more, it rejects the newest of the caller with the most', () => {
    const { enqueue, inState } = setupScheduler(1)
    for (let i = 0; i < 1002; i++) enqueue('a')
    expect(inState('waiting')).toHaveLength(1000)
    expect(inState('busy')).toMatchObject([{ ms: 5000 }])
    const other = enqueue('b')
    expect([inState('waiting').length, inState('busy').map(({ caller }) => caller)]).toEqual([
      1000,
      ['a', 'a'],
    ])
    expect(other.state).toBe('waiting')
  })
})

test('emits the length of the queue whenever it changes, and 429s', () => {
  const { enqueue, events } = setupScheduler(1)
  const first = enqueue('a')
  enqueue('b')
  const third = enqueue('c')
  third.leave()
  first.slot?.onRateLimited('7')
  expect(events).toEqual([
    { kind: 'queued', endpoint: 'engagements', waiting: 1 },
    { kind: 'queued', endpoint: 'engagements', waiting: 2 },
    { kind: 'queued', endpoint: 'engagements', waiting: 1 },
    { kind: 'rate-limited', endpoint: 'engagements', ms: 7000 },
    { kind: 'queued', endpoint: 'engagements', waiting: 0 },
  ])
})

const which = fc.nat()
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('enters' as const), caller: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaves' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answered' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rate-limited' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unanswered' as const), which, isUnreachable: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('done' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(1, 900, 9000, 61_000) }),
  },
)

test('never runs more than allowed, starts nothing twice, leaves nothing waiting, and is fair between callers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(action, { maxLength: 50 }),
      (maxConcurrent, actions) => {
        const { enqueue, inState, events, entries, blockedUntil } = setupScheduler(maxConcurrent)
        /** The callers that started a request while a caller waited. */
        const others = new Map<string, string[]>()
        const recordStart = (entry: TestEntry) => {
          for (const served of others.values()) served.push(entry.caller)
          others.delete(entry.caller)
        }
        const checkInvariants = (before: readonly TestEntry[]) => {
          expect(inState('running').length).toBeLessThanOrEqual(maxConcurrent)
          // If nothing runs and no block ends, nothing would end the wait.
          const isWaitOver = inState('running').length > 0 || performance.now() < blockedUntil()
          expect(isWaitOver || inState('waiting').length === 0).toBe(true)
          for (const entry of inState('running')) if (!before.includes(entry)) recordStart(entry)
          const waiting = new Set(inState('waiting').map(({ caller }) => caller))
          const counts = Map.groupBy(inState('running'), ({ caller }) => caller)
          const share = Math.max(1, Math.floor(maxConcurrent / 2))
          const isBelowShare = (caller: string) => (counts.get(caller)?.length ?? 0) < share
          // A caller with half of the slots gets another one only while no caller with less waits.
          for (const { caller } of inState('running').filter((entry) => !before.includes(entry)))
            expect((counts.get(caller)?.length ?? 0) <= share || ![...waiting].some(isBelowShare)).toBe(true)
          // A caller that has half of the slots is not owed the next one.
          for (const caller of others.keys())
            if (!waiting.has(caller) || !isBelowShare(caller)) others.delete(caller)
          for (const caller of waiting) if (!others.has(caller)) others.set(caller, [])
          for (const served of others.values()) expect(new Set(served).size).toBe(served.length)
          const lengths = events.flatMap((event) => (event.kind === 'queued' ? [event.waiting] : []))
          expect(lengths.at(-1) ?? 0).toBe(inState('waiting').length)
        }

        for (const each of actions) {
          const running = inState('running')
          const one = 'which' in each ? running[each.which % running.length] : undefined
          const entry = 'which' in each && each.kind === 'leaves' ? inState('waiting').at(0) : one
          if (each.kind === 'enters') enqueue(each.caller)
          else if (each.kind === 'time') vi.advanceTimersByTime(each.ms)
          else if (each.kind === 'leaves' && entry) {
            entry.leave()
            entry.state = 'left'
          } else if (each.kind === 'answered') one?.slot?.onResponse()
          else if (each.kind === 'rate-limited') one?.slot?.onRateLimited(null)
          else if (each.kind === 'unanswered') one?.slot?.onFailure(each.isUnreachable)
          else if (each.kind === 'done' && one) {
            one.state = 'over'
            one.slot?.onFailure(true)
            one.slot?.release()
          }
          checkInvariants(running)
        }
        do {
          for (let [one] = inState('running'); one; [one] = inState('running')) {
            one.state = 'over'
            one.slot?.onResponse()
            one.slot?.release()
          }
          vi.advanceTimersByTime(5000)
        } while (inState('running').length > 0)
        expect(inState('waiting')).toEqual([])
        expect(entries.filter(({ state, slot }) => state === 'over' && slot === null)).toEqual([])
        expect(vi.getTimerCount()).toBe(0)
      },
    ),
  )
})
