import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { SlotDemand } from '#proxy/scheduling/slot-allowance.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createSharedSlots } from './shared-slots.ts'
import { leaseMs } from './slots-script.ts'
import { isUp, setupStore } from './testing/test-store.ts'

const store = setupStore()
const key = 'slots'

/** A server that tells the others what it needs only when the test says so. */
async function createServer() {
  const connection = await store.connect()
  await isUp(connection)
  const { exchange, serverCount } = createSharedSlots({ connection, key })
  const send = (demand: Partial<SlotDemand>) =>
    exchange({ maxConcurrent: 4, share: 1, held: 0, wanted: 0, breaker: null, ...demand })
  const allowed = async (held: number, wanted: number) => (await send({ held, wanted })).allowed
  return { connection, send, allowed, serverCount }
}

const blocked = (blockedForMs: number, consecutive429s = 1) => ({
  breaker: { isHealthy: false, blockedForMs, consecutive429s },
})
const recovered = { breaker: { isHealthy: true, blockedForMs: 0, consecutive429s: 0 } }

/** As if the hash had existed for long. */
beforeEach(async () => {
  const { connection } = await createServer()
  await connection.send(['HSET', key, 'since', '1'])
})

describe('slots', () => {
  test('are all for the server that wants them alone', async () => {
    const a = await createServer()
    expect(await a.allowed(0, 2)).toBe(2)
    expect(await a.allowed(2, 10)).toBe(4)
    expect(await a.allowed(0, 0)).toBe(0)
    expect(a.serverCount()).toBe(1)
  })

  test('are divided equally, as soon as they are given back', async () => {
    const [a, b] = [await createServer(), await createServer()]
    expect(await a.allowed(0, 10)).toBe(4)
    expect(await b.allowed(0, 10)).toBe(0)
    // All four are in use still, but only two of them may be used again.
    expect(await a.allowed(4, 10)).toBe(2)
    expect(await b.allowed(0, 10)).toBe(0)
    expect(await a.allowed(3, 10)).toBe(2)
    expect(await b.allowed(0, 10)).toBe(1)
    expect(await a.allowed(2, 10)).toBe(2)
    expect(await b.allowed(1, 10)).toBe(2)
  })

  test('that one does not want go to the other', async () => {
    const [a, b] = [await createServer(), await createServer()]
    expect(await a.allowed(0, 1)).toBe(1)
    expect(await b.allowed(0, 10)).toBe(3)
  })

  test('are never more than the limit, and each of many servers gets one in turn', async () => {
    const servers = await Promise.all(Array.from({ length: 6 }, createServer))
    const servedCount = servers.map(() => 0)
    await vi.waitFor(
      async () => {
        let sum = 0
        for (const [i, server] of servers.entries()) {
          const allowed = await server.allowed(0, 5)
          if (allowed > 0) servedCount[i] = (servedCount[i] ?? 0) + 1
          sum += allowed
        }
        // What a server was allowed before may still be its own.
        expect(sum).toBeLessThanOrEqual(4)
        expect(Math.min(...servedCount)).toBeGreaterThan(0)
      },
      { timeout: 10_000, interval: 200 },
    )
  })

  test('of a server that is gone come back when its lease runs out', async () => {
    const [a, b] = [await createServer(), await createServer()]
    const start = performance.now()
    expect(await a.allowed(0, 4)).toBe(4)
    await waitFor(async () => expect(await b.allowed(0, 4)).toBe(4))
    expect(performance.now() - start).toBeGreaterThan(leaseMs - 100)
    expect(b.serverCount()).toBe(1)
  })

  test('are a share at most while the store has just been created: others may hold what it does not know', async () => {
    const a = await createServer()
    await a.connection.send(['DEL', key])
    expect(await a.send({ share: 2, wanted: 10 })).toMatchObject({ allowed: 2 })
    await waitFor(async () => expect(await a.allowed(2, 10)).toBe(4))
  })
})

describe('a 429', () => {
  test('blocks all servers, for the longest time that one of them knows', async () => {
    const [a, b] = [await createServer(), await createServer()]
    await a.send({ wanted: 1, ...blocked(60_000, 3) })
    const { allowed, breaker } = await b.send({ wanted: 1, ...blocked(1000) })
    expect(allowed).toBe(0)
    expect(breaker).toMatchObject({ isHealthy: false, consecutive429s: 3 })
    expect(breaker.blockedForMs).toBeGreaterThan(59_000)
  })

  test('is followed by one probe of one server, and its response lets all go on', async () => {
    const [a, b] = [await createServer(), await createServer()]
    await a.send({ wanted: 5, ...blocked(1) })
    await waitFor(async () => expect(await a.allowed(0, 5)).toBe(1))
    expect(await b.allowed(0, 5)).toBe(0)
    expect(await a.send({ held: 1, wanted: 5, ...recovered })).toMatchObject({ allowed: 2 })
    expect(await b.send({ wanted: 5 })).toMatchObject({ allowed: 2, breaker: recovered.breaker })
  })

  test('lets another server send the probe when the first no longer wants to, or is gone', async () => {
    const [a, b, c] = [await createServer(), await createServer(), await createServer()]
    await a.send({ wanted: 5, ...blocked(1) })
    await waitFor(async () => expect(await a.allowed(0, 5)).toBe(1))
    expect(await a.allowed(0, 0)).toBe(0)
    expect(await b.allowed(0, 5)).toBe(1)
    await waitFor(async () => expect(await c.allowed(0, 5)).toBe(1))
  })

  test('is not undone by a response to a request from before', async () => {
    const [a, b] = [await createServer(), await createServer()]
    await a.send(blocked(60_000))
    expect(await b.send({ wanted: 1, ...recovered })).toMatchObject({
      allowed: 0,
      breaker: { isHealthy: false },
    })
  })
})

test('each server knows how many they are', async () => {
  const [a, b] = [await createServer(), await createServer()]
  expect(a.serverCount()).toBeNull()
  await a.send({})
  await b.send({})
  expect([a.serverCount(), b.serverCount()]).toEqual([1, 2])
})
