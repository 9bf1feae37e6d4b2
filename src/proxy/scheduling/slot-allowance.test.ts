import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createScheduler, type Slot } from './scheduler.ts'
import type { SlotDemand, SlotGrant } from './slot-allowance.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const healthy = { isHealthy: true, blockedForMs: 0, consecutive429s: 0 }

/** A scheduler whose exchanges with the other servers are answered by the test. */
function setupScheduler(reply: (demand: SlotDemand) => Partial<SlotGrant> | Promise<Partial<SlotGrant>>) {
  const demands: SlotDemand[] = []
  const others: { reply: typeof reply; count: number | null } = { reply, count: 2 }
  const heartbeats: (() => void)[] = []
  const scheduler = createScheduler({
    maxConcurrent: 4,
    sharedSlots: {
      async exchange(demand) {
        demands.push(demand)
        return { allowed: demand.wanted, breaker: healthy, ...(await others.reply(demand)) }
      },
      serverCount: () => others.count,
      onHeartbeat: (listener) => void heartbeats.push(listener),
    },
    onEvent: () => {},
    now: () => performance.now(),
    random: () => 1,
  })
  const running: Slot[] = []
  const rejected: number[] = []
  const enqueue = (count: number) => {
    for (let i = 0; i < count; i++) {
      scheduler.enqueue({
        caller: 'a',
        endpoint: 'engagements',
        onStart: (slot) => running.push(slot),
        onReject: (_, ms) => rejected.push(ms),
      })
    }
  }
  const finish = (count: number) => running.splice(0, count).forEach((slot) => slot.release())
  return { enqueue, finish, running, rejected, demands, others, heartbeat: () => heartbeats[0]?.() }
}

/** Lets exchanges end, without the next ones. */
const settle = () => vi.advanceTimersByTimeAsync(0)
/** Until the next regular exchange. */
const nextExchange = () => vi.advanceTimersByTimeAsync(100)
const unreachable = () => Promise.reject(new Error('unreachable'))
const allow = (allowed: number) => () => ({ allowed })
const block = (ms: number) => () => ({
  allowed: 0,
  breaker: { isHealthy: false, blockedForMs: ms, consecutive429s: 1 },
})

describe('a server', () => {
  test('starts nothing before the others know, and then what it may', async () => {
    const { enqueue, running, demands } = setupScheduler(allow(2))
    enqueue(5)
    expect(running).toHaveLength(0)
    await settle()
    expect(running).toHaveLength(2)
    expect(demands.at(-1)).toMatchObject({ maxConcurrent: 4, wanted: 5 })
  })

  test('uses a slot again without asking, and asks again every 100 ms', async () => {
    const { enqueue, finish, running, demands } = setupScheduler(allow(2))
    enqueue(6)
    await settle()
    const asked = demands.length
    finish(1)
    finish(1)
    expect([running.length, demands.length]).toEqual([2, asked])
    await nextExchange()
    expect([demands.length, demands.at(-1)]).toEqual([
      asked + 1,
      expect.objectContaining({ held: 2, wanted: 4 }),
    ])
  })

  test('that is allowed less gives back each slot as soon as its request has ended', async () => {
    const { enqueue, finish, running, demands, others } = setupScheduler(allow(4))
    enqueue(10)
    await settle()
    others.reply = allow(2)
    await nextExchange()
    expect(running).toHaveLength(4)
    finish(1)
    await settle()
    expect([running.length, demands.at(-1)?.held]).toEqual([3, 3])
    finish(1)
    await settle()
    finish(1)
    expect(running).toHaveLength(2)
  })

  test('starts no more during an exchange than it has reported to the others', async () => {
    const { enqueue, running, others } = setupScheduler(allow(4))
    enqueue(1)
    await settle()
    const { promise, resolve } = Promise.withResolvers<Partial<SlotGrant>>()
    others.reply = () => promise
    await nextExchange()
    enqueue(3)
    expect(running).toHaveLength(1)
    resolve({ allowed: 4 })
    await settle()
    expect(running).toHaveLength(4)
  })

  test('that has nothing to do stops asking, and starts nothing later without asking again', async () => {
    const { enqueue, finish, running, demands } = setupScheduler((demand) => ({ allowed: demand.wanted }))
    enqueue(1)
    await settle()
    finish(1)
    await nextExchange()
    expect(demands.at(-1)).toMatchObject({ held: 0, wanted: 0 })
    await nextExchange()
    expect(vi.getTimerCount()).toBe(0)
    enqueue(1)
    expect(running).toHaveLength(0)
    await settle()
    expect(running).toHaveLength(1)
  })
})

describe('an idle server', () => {
  test('reports itself with each heartbeat, also after an exchange has failed; a busy one does anyway', async () => {
    const { enqueue, finish, demands, others, heartbeat } = setupScheduler(unreachable)
    enqueue(1)
    await settle()
    heartbeat()
    expect(demands).toHaveLength(1)
    finish(1)
    await nextExchange()
    others.reply = allow(0)
    const asked = demands.length
    heartbeat()
    heartbeat()
    await settle()
    expect(demands.slice(asked)).toEqual([{ maxConcurrent: 4, share: 2, held: 0, wanted: 0, breaker: null }])
  })

  test('hears of another server’s 429, and that it is over, before the others cannot be reached', async () => {
    const { enqueue, running, others, heartbeat } = setupScheduler(block(1000))
    heartbeat()
    await settle()
    others.reply = unreachable
    enqueue(2)
    await settle()
    expect(running).toHaveLength(0)
    others.reply = () => ({})
    await vi.advanceTimersByTimeAsync(1000)
    running.splice(0).forEach((slot) => slot.release())
    await nextExchange()
    others.reply = block(0)
    heartbeat()
    await settle()
    others.reply = () => ({ allowed: 0 })
    heartbeat()
    await settle()
    others.reply = unreachable
    enqueue(5)
    await settle()
    // Its share: no probe goes first.
    expect(running).toHaveLength(2)
  })
})

describe('while the others cannot be reached, a server', () => {
  test('uses its share of the limit, and all it may afterwards', async () => {
    const { enqueue, finish, running, others } = setupScheduler(allow(4))
    enqueue(20)
    await settle()
    expect(running).toHaveLength(4)
    others.reply = unreachable
    await nextExchange()
    finish(4)
    expect(running).toHaveLength(2)
    others.reply = allow(4)
    await nextExchange()
    expect(running).toHaveLength(4)
  })

  test('uses one slot when it has never reached them', async () => {
    const { enqueue, running, others } = setupScheduler(unreachable)
    others.count = null
    enqueue(5)
    await settle()
    expect(running).toHaveLength(1)
  })

  test('tries again with the first request after it had nothing to do', async () => {
    const { enqueue, finish, running, others } = setupScheduler(unreachable)
    enqueue(1)
    await settle()
    finish(1)
    await nextExchange()
    expect(vi.getTimerCount()).toBe(0)
    others.reply = allow(3)
    enqueue(3)
    expect(running).toHaveLength(0)
    await settle()
    expect(running).toHaveLength(3)
  })
})

describe('a 429', () => {
  test('is reported to the others at once and once, and so is a probe that got through', async () => {
    const { enqueue, running, demands, others } = setupScheduler(() => ({}))
    enqueue(1)
    await settle()
    others.reply = () => ({ breaker: { isHealthy: false, blockedForMs: 0, consecutive429s: 1 } })
    running[0]?.onRateLimited('2')
    running[0]?.release()
    expect(demands.at(-1)?.breaker).toEqual({ isHealthy: false, blockedForMs: 2000, consecutive429s: 1 })
    await vi.advanceTimersByTimeAsync(2000)
    enqueue(1)
    await settle()
    running[1]?.onResponse()
    const reports = demands.flatMap(({ breaker }) => (breaker ? [breaker.isHealthy] : []))
    expect(reports).toEqual([false, true])
  })

  test('is reported again after a failure: the store may have lost it', async () => {
    const { enqueue, running, demands, others } = setupScheduler(() => ({}))
    const blockedUntil = performance.now() + 30_000
    enqueue(2)
    await settle()
    others.reply = () => ({
      breaker: { ...healthy, isHealthy: false, blockedForMs: blockedUntil - performance.now() },
    })
    running[0]?.onRateLimited('30')
    await nextExchange()
    expect(demands.at(-1)?.breaker).toBeNull()
    const { reply } = others
    others.reply = unreachable
    await nextExchange()
    others.reply = reply
    await nextExchange()
    expect(demands.at(-1)?.breaker).toMatchObject({ isHealthy: false })
    await nextExchange()
    expect(demands.at(-1)?.breaker).toBeNull()
  })

  test('of another server blocks this one: a short one is waited out, a long one rejects what waits', async () => {
    const { enqueue, running, rejected, others } = setupScheduler(block(1000))
    enqueue(2)
    await settle()
    expect([running.length, rejected.length]).toEqual([0, 0])
    others.reply = allow(4)
    await nextExchange()
    // Another server's probe has got through, but Twilio asked this one to wait for a second.
    expect(running).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(running).toHaveLength(2)
    others.reply = block(20_000)
    enqueue(5)
    await nextExchange()
    expect(rejected).toHaveLength(3)
    expect(rejected[0]).toBeGreaterThan(19_000)
  })
})
