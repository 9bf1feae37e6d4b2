import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { runEndpoints, runSources } from '#contract/run-source.ts'

import { setupScheduler } from './scheduler-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

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
    const last = enqueue('d')
    expect(last.state).toBe('waiting')
    first.slot?.release()
    vi.advanceTimersByTime(4999)
    expect(last.state).toBe('running')
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

  test('among responses lets half as many run, for as long as Twilio says, and makes no other request wait', () => {
    const { enqueue, inState } = setupScheduler(4)
    const [answered, refused] = [enqueue('a'), enqueue('a')]
    answered.slot?.onResponse()
    expect(refused.slot?.onRateLimited('2')).toBe(2000)
    for (const { slot } of [answered, refused]) slot?.release()
    const later = ['a', 'a', 'a', 'b', 'b'].map((caller) => enqueue(caller))
    // Of two that may run, a caller gets one while another waits.
    expect(later.map(({ state }) => state)).toEqual(['running', 'running', 'waiting', 'waiting', 'waiting'])
    later[0]?.slot?.release()
    expect(later.map(({ state }) => state)).toEqual(['running', 'running', 'waiting', 'running', 'waiting'])
    expect(later[3]?.slot?.rateLimitWaitMs).toBe(0)
    // One that waits for a slot starts when more may run again, though none has ended.
    vi.advanceTimersByTime(1999)
    expect(inState('waiting')).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(inState('waiting')).toEqual([])
  })

  test('among responses is no reason to break off a reader with half of the slots', () => {
    const { enqueue, isOverShare } = setupScheduler(4)
    const [first, , refused] = [enqueue('a'), enqueue('a'), enqueue('b')]
    first.slot?.onResponse()
    refused.slot?.onRateLimited('2')
    expect(isOverShare('a')).toBe(false)
  })

  test.each([
    ['blocks all where its request ran alone', false, 'waiting'],
    ['blocks none where another one has started beside it', true, 'running'],
  ])('among responses %s', (_, hasOther, expectedState) => {
    const { enqueue } = setupScheduler(4)
    const first = enqueue('a')
    first.slot?.onResponse()
    first.slot?.release()
    const refused = enqueue('a')
    if (hasOther) enqueue('b').slot?.release()
    refused.slot?.onRateLimited('2')
    refused.slot?.release()
    expect(enqueue('b').state).toBe(expectedState)
  })

  test('for a short time does not end a longer slowing down', () => {
    const { enqueue, inState } = setupScheduler(4)
    const slots = ['a', 'a', 'a', 'b'].map((caller) => enqueue(caller).slot)
    slots[0]?.onResponse()
    slots[1]?.onRateLimited('4')
    slots[2]?.onResponse()
    slots[3]?.onRateLimited('1')
    for (const slot of slots) slot?.release()
    const later = ['a', 'b', 'c', 'd'].map((caller) => enqueue(caller))
    vi.advanceTimersByTime(3999)
    expect(inState('waiting')).toEqual(later.slice(2))
    vi.advanceTimersByTime(1)
    expect(inState('waiting')).toEqual([])
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
