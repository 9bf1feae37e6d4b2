import { expect, test, vi } from 'vitest'

import { createSharedLoginFailures } from './shared-login-failures.ts'
import { isUp, keyHash, keysOf, setupStore } from './testing/test-store.ts'

const store = setupStore()
const address = '203.0.113.7'

async function createServer() {
  const connection = await store.connect()
  const failures = createSharedLoginFailures({ connection, keyHash })
  await isUp(connection)
  return { ...failures, connection }
}

test('servers count together, block together, and forget together', async () => {
  const [a, b] = [await createServer(), await createServer()]
  for (const server of [a, b, a, b]) await server.add(address)
  expect(await a.get(address)).toEqual({ count: 4, blockedMs: 0 })
  await a.add(address)
  const { count, blockedMs } = await b.get(address)
  expect(count).toBe(5)
  expect(blockedMs).toBeGreaterThan(10_000)
  expect(blockedMs).toBeLessThanOrEqual(15_000)
  await b.clear(address)
  expect(await a.get(address)).toEqual({ count: 0, blockedMs: 0 })
})

test('without the store, a server knows its own ones, and adds what is missing afterwards', async () => {
  const [a, b] = [await createServer(), await createServer()]
  await a.add(address)
  await b.add(address)
  store.server().pause(true)
  try {
    await Promise.all([isUp(a.connection, false), isUp(b.connection, false)])
    for (let i = 0; i < 4; i++) await a.add(address)
    const { count, blockedMs } = await a.get(address)
    expect([count, blockedMs > 10_000]).toEqual([5, true])
    expect(await b.get(address)).toEqual({ count: 1, blockedMs: 0 })
  } finally {
    store.server().pause(false)
  }
  await vi.waitFor(async () => expect(await b.get(address)).toMatchObject({ count: 6 }), { timeout: 15_000 })
  expect((await b.get(address)).blockedMs).toBeGreaterThan(0)
})

test('the store holds no address, and nothing longer than a day', async () => {
  const { add, connection } = await createServer()
  for (let i = 0; i < 5; i++) await add(address)
  expect(await store.content()).not.toContain(address)
  const keys = await keysOf(connection)
  expect(keys).toHaveLength(2)
  for (const key of keys) {
    const ttl = Number(await connection.send(['TTL', key]))
    expect(ttl).toBeGreaterThan(0)
    expect(ttl).toBeLessThanOrEqual(24 * 3600)
  }
})
