import * as z from 'zod/mini'

import { createEndedSessions, type EndedSessions } from '#auth/session/ended-sessions.ts'

import type { Connection } from './connection.ts'
import type { KeyHash } from './key-hash.ts'

/** Entries for one reply; more take several. */
const batchSize = 1000

/** Of `XRANGE`: IDs, and fields as a flat list. */
const entriesSchema = z.array(
  z.tuple([z.string(), z.tuple([z.string(), z.string(), z.string(), z.string()])]),
)

export type SharedEndedSessionsOptions = {
  connection: Connection
  /** One for each session key. */
  keyHashes: readonly KeyHash[]
  /** How long a session lasts at most. */
  sessionHours: number
  now?: () => number
}

/**
 * The ended sessions of all servers. Each session key has a stream of its own, and what has ended is in all of them: while a
 * key is replaced, servers that have only one of two miss nothing.
 */
export function createSharedEndedSessions({ keyHashes, ...options }: SharedEndedSessionsOptions) {
  const streams = keyHashes.map((keyHash) => createStream({ keyHash, ...options }))
  return {
    isKnown: () => streams.every((stream) => stream.isKnown()),
    has: async (sessionId) =>
      (await Promise.all(streams.map((stream) => stream.has(sessionId)))).includes(true),
    add: async (sessionId, expiresAt) => {
      await Promise.all(streams.map((stream) => stream.add(sessionId, expiresAt)))
    },
  } satisfies EndedSessions
}

/** What fails is tried again: the connection is down then, and comes up again. */
const ignoreFailure = () => {}

type StreamOptions = Omit<SharedEndedSessionsOptions, 'keyHashes'> & { keyHash: KeyHash }

/**
 * One stream, of which this server has a copy. Each look-up reads what is new in the stream first, so a session that has
 * ended anywhere is refused everywhere at once. While the store cannot be reached, the copy decides: it lacks only what
 * other servers end meanwhile. When it is back, each server adds what the stream lacks.
 */
function createStream({ connection, keyHash, sessionHours, now = Date.now }: StreamOptions) {
  const key = `flowdesk:${keyHash('key', 'ended sessions')}`
  const maxAgeMs = sessionHours * 3_600_000
  const copy = createEndedSessions({ now })
  let isKnown = false
  /** The last entry that was read; null to read from the start. */
  let lastId: string | null = null

  /** Reads what is new. @returns the hashes in it */
  async function read(): Promise<Set<string>> {
    const hashes = new Set<string>()
    for (;;) {
      const start = lastId === null ? '-' : `(${lastId}`
      const reply = await connection.send(['XRANGE', key, start, '+', 'COUNT', String(batchSize)])
      const entries = entriesSchema.parse(reply)
      for (const [id, [, hash, , expiresAt]] of entries) {
        copy.add(hash, Number(expiresAt))
        hashes.add(hash)
        lastId = id
      }
      if (entries.length < batchSize) break
    }
    isKnown = true
    return hashes
  }

  async function publish(hash: string, expiresAt: number): Promise<void> {
    const oldest = ['MINID', '~', String(now() - maxAgeMs)]
    await connection.send(['XADD', key, ...oldest, '*', 'hash', hash, 'expires', String(expiresAt)])
    await connection.send(['PEXPIRE', key, String(maxAgeMs)])
  }

  async function restore(): Promise<void> {
    // The stream may be another one than before, so its IDs may be lower.
    lastId = null
    const stored = await read()
    for (const [hash, expiresAt] of copy.entries()) {
      if (!stored.has(hash) && expiresAt > now()) await publish(hash, expiresAt)
    }
  }

  connection.onUp(() => void restore().catch(ignoreFailure))
  connection.onHeartbeat(() => void (connection.isUp() && read().catch(ignoreFailure)))

  return {
    isKnown: () => isKnown,
    async has(sessionId: string): Promise<boolean> {
      if (connection.isUp()) await read().catch(ignoreFailure)
      return !isKnown || copy.has(keyHash('session', sessionId))
    },
    async add(sessionId: string, expiresAt: number): Promise<void> {
      const hash = keyHash('session', sessionId)
      copy.add(hash, expiresAt)
      await publish(hash, expiresAt).catch(ignoreFailure)
    },
  }
}
