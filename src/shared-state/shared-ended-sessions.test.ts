import { randomBytes } from 'node:crypto'

import { expect, test, vi } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

import { createKeyHash } from './key-hash.ts'
import { createSharedEndedSessions } from './shared-ended-sessions.ts'
import { isUp, keyHash, keysOf, setupStore } from './testing/test-store.ts'

const store = setupStore()
const later = () => Date.now() + 3_600_000

async function createServer({ keyHashes = [keyHash] } = {}) {
  const connection = await store.connect()
  const sessions = createSharedEndedSessions({ connection, keyHashes, sessionHours: 1 })
  await isUp(connection)
  await waitFor(() => expect(sessions.isKnown()).toBe(true))
  return { ...sessions, connection }
}

test('what one server ends has ended on the others, from the next look-up on', async () => {
  const [a, b] = [await createServer(), await createServer()]
  expect([await a.has('one'), await b.has('one')]).toEqual([false, false])
  await a.add('one', later())
  expect([await a.has('one'), await b.has('one'), await b.has('two')]).toEqual([true, true, false])
  expect(await (await createServer()).has('one')).toBe(true)
})

test('while a session key is replaced, servers with either key or both know what has ended', async () => {
  const [oldKey, newKey] = [createKeyHash(randomBytes(32)), createKeyHash(randomBytes(32))]
  const servers = [
    await createServer({ keyHashes: [oldKey] }),
    await createServer({ keyHashes: [newKey, oldKey] }),
    await createServer({ keyHashes: [newKey] }),
  ]
  await servers[1]?.add('both', later())
  expect(await Promise.all(servers.map(({ has }) => has('both')))).toEqual([true, true, true])
  await servers[0]?.add('old', later())
  await servers[2]?.add('new', later())
  expect(await servers[1]?.has('old')).toBe(true)
  expect(await servers[1]?.has('new')).toBe(true)
})

test('every session is refused before the ended ones are known', async () => {
  store.server().pause(true)
  const sessions = createSharedEndedSessions({
    connection: await store.connect(),
    keyHashes: [keyHash],
    sessionHours: 1,
  })
  try {
    expect([sessions.isKnown(), await sessions.has('one')]).toEqual([false, true])
  } finally {
    store.server().pause(false)
  }
  await waitFor(async () => expect(await sessions.has('one')).toBe(false))
})

test('a store that hangs delays one look-up by half a second, and then none: the copy decides', async () => {
  const [a, b] = [await createServer(), await createServer()]
  await a.add('before', later())
  expect(await b.has('before')).toBe(true)
  store.server().pause(true)
  try {
    expect([await b.has('before'), await b.has('other')]).toEqual([true, false])
    await isUp(b.connection, false)
    const send = vi.spyOn(b.connection, 'send')
    expect(await b.has('before')).toBe(true)
    expect(send).not.toHaveBeenCalled()
    await b.add('meanwhile', later())
  } finally {
    store.server().pause(false)
  }
  await vi.waitFor(async () => expect(await a.has('meanwhile')).toBe(true), { timeout: 15_000 })
})

test('a store that comes back empty gets everything again', async () => {
  const [a, b] = [await createServer(), await createServer()]
  await a.add('one', later())
  // As if the clock of the first store were fast: the IDs of the second one are lower.
  const key = `flowdesk:${keyHash('key', 'ended sessions')}`
  await a.connection.send(['XADD', key, '99999999999999-0', 'hash', '', 'expires', '0'])
  await b.has('one')
  await store.server().kill()
  await Promise.all([isUp(a.connection, false), isUp(b.connection, false)])
  await a.add('two', later())
  await store.server().start()
  const fresh = await createServer()
  await vi.waitFor(
    async () => expect([await fresh.has('one'), await fresh.has('two')]).toEqual([true, true]),
    {
      timeout: 10_000,
    },
  )
  await isUp(b.connection)
  await fresh.add('three', later())
  expect(await b.has('three')).toBe(true)
})

test('the store holds no ID of a session, and nothing after the longest session', async () => {
  const { add, connection } = await createServer()
  await add('the-id-of-a-session', later())
  const content = await store.content()
  expect(content).toContain(keyHash('session', 'the-id-of-a-session'))
  expect(content).not.toContain('the-id-of-a-session')
  const [key = ''] = await keysOf(connection)
  expect(Number(await connection.send(['PTTL', key]))).toBeGreaterThan(3_500_000)
})
