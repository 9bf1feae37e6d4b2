import * as z from 'zod/mini'

import {
  blockSeconds,
  createLoginFailures,
  failureMemorySeconds,
  type LoginFailures,
} from '#auth/password/login-failures.ts'

import type { Connection } from './connection.ts'
import type { KeyHash } from './key-hash.ts'

/** Addresses with wrong attempts while the store could not be reached; beyond this the first is forgotten. */
const maxMissing = 10_000

const countScript = `
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return count`

/**
 * Counts wrong attempts of all servers together. This server also counts its own in memory, which decides while the store
 * cannot be reached; what it counts meanwhile is added there afterwards.
 */
export function createSharedLoginFailures({
  connection,
  keyHash,
}: {
  connection: Connection
  keyHash: KeyHash
}): LoginFailures {
  const own = createLoginFailures()
  /** How many of the own ones the store lacks. */
  const missing = new Map<string, number>()
  const countKey = (key: string) => `flowdesk:${keyHash('login failures', key)}`
  const blockKey = (key: string) => `flowdesk:${keyHash('login block', key)}`

  async function store(key: string, amount: number): Promise<void> {
    const increment = ['EVAL', countScript, '1', countKey(key), String(amount), String(failureMemorySeconds)]
    const seconds = blockSeconds(z.int().parse(await connection.send(increment)))
    if (seconds > 0) await connection.send(['SET', blockKey(key), '', 'EX', String(seconds)])
  }

  connection.onUp(async () => {
    for (const [key, amount] of missing) {
      missing.delete(key)
      await store(key, amount).catch(() => missing.set(key, amount))
      if (!connection.isUp()) return
    }
  })

  return {
    async get(key) {
      try {
        const [count, blockedMs] = await Promise.all([
          connection.send(['GET', countKey(key)]),
          connection.send(['PTTL', blockKey(key)]),
        ])
        // PTTL is negative where there is no key.
        return { count: Number(count ?? 0), blockedMs: Math.max(0, z.int().parse(blockedMs)) }
      } catch {
        return own.get(key)
      }
    },
    async add(key) {
      await own.add(key)
      await store(key, 1).catch(() => {
        missing.set(key, (missing.get(key) ?? 0) + 1)
        const [oldest] = missing.keys()
        if (missing.size > maxMissing && oldest !== undefined) missing.delete(oldest)
      })
    },
    async clear(key) {
      missing.delete(key)
      await own.clear(key)
      await connection.send(['DEL', countKey(key), blockKey(key)]).catch(() => {})
    },
  }
}
