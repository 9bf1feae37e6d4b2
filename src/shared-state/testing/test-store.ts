import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import * as z from 'zod/mini'

import { createConnection, type Connection } from '#shared-state/connection.ts'
import { createKeyHash } from '#shared-state/key-hash.ts'

import { createStoreServer, noStore, storeCommand, type StoreServer } from './store-server.ts'

export const keyHash = createKeyHash(randomBytes(32))

/** For the tests of one file: a store that is empty before each test. Skips them where there is none on this machine. */
export function setupStore() {
  let server: StoreServer
  let connections: Connection[] = []

  const connect = async (): Promise<Connection> => {
    const connection = createConnection({ url: server.url, heartbeatKey: 'heartbeat', onChange: () => {} })
    connections.push(connection)
    return connection
  }

  beforeAll(async () => {
    if (storeCommand === null) return
    server = await createStoreServer('hush-hush')
    await server.start()
  })
  beforeEach(async ({ skip }) => {
    skip(storeCommand === null, noStore)
    const connection = await connect()
    await isUp(connection)
    await connection.send(['FLUSHALL'])
    return () => {
      for (const each of connections) each.close()
      connections = []
    }
  })
  afterAll(() => (storeCommand === null ? undefined : server.kill()))

  return {
    /** Not yet up, so that listeners can be added first. */
    connect,
    server: () => server,
    /** Everything in the store, as one text. */
    async content(): Promise<string> {
      const connection = await connect()
      await isUp(connection)
      const keys = await keysOf(connection)
      const dumps = await Promise.all(keys.map((key) => connection.send(['DUMP', key])))
      return [...keys, ...dumps].join('\n')
    },
  }
}

/** The keys of everything in the store. */
export const keysOf = async (connection: Connection) =>
  z.array(z.string()).parse(await connection.send(['KEYS', 'flowdesk:*']))

export const isUp = (connection: Connection, expected = true) =>
  vi.waitFor(() => expect(connection.isUp()).toBe(expected), { timeout: 10_000 })
