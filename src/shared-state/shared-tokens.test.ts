import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { testSessionKeys } from '#auth/testing/helpers.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createSharedTokens } from './shared-tokens.ts'
import { isUp, keysOf, setupStore } from './testing/test-store.ts'

const store = setupStore()

async function createServer({ keys = testSessionKeys(), purpose = 'these rules' } = {}) {
  const connection = await store.connect()
  await isUp(connection)
  return { ...createSharedTokens({ connection, keys, purpose }), connection }
}

const claimsOf = (user: string, change: object = {}) => ({
  id: randomBytes(16).toString('base64url'),
  user,
  name: 'Laptop of the night shift',
  createdAt: Date.now(),
  expiresAt: Date.now() + 3_600_000,
  isUnmasked: false,
  ...change,
})

test('a token of one server counts on the others, is in its owner’s list, and ends everywhere at once', async () => {
  const [a, b] = [await createServer(), await createServer()]
  const claims = claimsOf('ada')
  const secret = await a.add(claims)
  expect(await b.find(secret)).toEqual(claims)
  expect([await b.list('ada'), await b.list('grace')]).toEqual([[claims], []])
  expect(await b.find(secret.slice(1))).toBeNull()
  await b.remove(claims)
  expect([await a.find(secret), await a.list('ada')]).toEqual([null, []])
})

test('the store holds no token, name or user, and forgets what has ended', async () => {
  const server = await createServer()
  const secret = await server.add(claimsOf('ada@example.com', { expiresAt: Date.now() + 500 }))
  const content = await store.content()
  for (const text of [secret, 'ada@example.com', 'night shift']) expect(content).not.toContain(text)
  await waitFor(async () => expect(await server.find(secret)).toBeNull())
  expect(await server.list('ada@example.com')).toEqual([])
  expect(await keysOf(server.connection)).toEqual([])
})

test('under other sign-in rules no token counts', async () => {
  const secret = await (await createServer()).add(claimsOf('ada'))
  const changed = await createServer({ purpose: 'other rules' })
  expect([await changed.find(secret), await changed.list('ada')]).toEqual([null, []])
})

test('while a session key is replaced, servers with either key or both know a new token', async () => {
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]
  const keySets: SessionKeys[] = [[oldKey], [newKey, oldKey], [newKey]]
  const servers = await Promise.all(keySets.map((keys) => createServer({ keys })))
  const [, both] = servers
  if (!both) throw new Error('No server has both keys.')
  const claims = claimsOf('ada')
  const secret = await both.add(claims)
  for (const server of servers) expect(await server.find(secret)).toEqual(claims)
  expect(await both.list('ada')).toEqual([claims])
  await both.remove(claims)
  for (const server of servers) expect(await server.find(secret)).toBeNull()
})

test('what is copied to the key of another token counts for nothing', async () => {
  const server = await createServer()
  const { connection } = server
  await server.add(claimsOf('admin', { isUnmasked: true }))
  const before = await keysOf(connection)
  const own = await server.add(claimsOf('mallory'))
  const added = (await keysOf(connection)).filter((key) => !before.includes(key))
  for (const from of before)
    for (const to of added) await connection.send(['COPY', from, to, 'REPLACE']).catch(() => null)
  expect(await server.find(own).catch(() => null)).toBeNull()
})

test('while the store cannot be reached, nothing is decided', async () => {
  const server = await createServer()
  const secret = await server.add(claimsOf('ada'))
  server.connection.close()
  await expect(server.find(secret)).rejects.toBeInstanceOf(Error)
  await expect(server.list('ada')).rejects.toBeInstanceOf(Error)
})
