import { RateLimiterMemory } from 'rate-limiter-flexible'

/** What is counted of wrong attempts under one key (`rateLimitKey`). */
type FailureRecord = {
  count: number
  /** How long the key is blocked from now on. */
  blockedMs: number
}

/** Counts wrong attempts. Never rejects. */
export type LoginFailures = {
  get: (key: string) => Promise<FailureRecord>
  /** Counts one more, and blocks the key where there are too many. */
  add: (key: string) => Promise<void>
  /** After a correct attempt. */
  clear: (key: string) => Promise<void>
}

/** From this many wrong attempts on, an address is blocked after each; the delay doubles each time. */
const maxFreeFailures = 5
const firstDelaySeconds = 15
const maxDelaySeconds = 15 * 60

/** Wrong attempts are forgotten this long after the last one. */
export const failureMemorySeconds = 24 * 3600

/** How long a key is blocked after so many wrong attempts; 0 where it is not. */
export function blockSeconds(failureCount: number): number {
  if (failureCount < maxFreeFailures) return 0
  return Math.min(maxDelaySeconds, firstDelaySeconds * 2 ** (failureCount - maxFreeFailures))
}

/** In this server's memory, of at most `maxKeys` keys; beyond that, the one whose last attempt is the oldest is forgotten. */
export function createLoginFailures({ maxKeys = 10_000 } = {}): LoginFailures {
  const failures = new RateLimiterMemory({ points: maxFreeFailures, duration: failureMemorySeconds })
  const blocked = new RateLimiterMemory({ points: 0, duration: maxDelaySeconds })
  const keys = new Set<string>()

  const clear = async (key: string) => {
    keys.delete(key)
    await Promise.all([failures.delete(key), blocked.delete(key)])
  }

  return {
    async get(key) {
      const [failure, block] = await Promise.all([failures.get(key), blocked.get(key)])
      return { count: failure?.consumedPoints ?? 0, blockedMs: Math.max(0, block?.msBeforeNext ?? 0) }
    },
    async add(key) {
      const count = ((await failures.get(key))?.consumedPoints ?? 0) + 1
      await failures.set(key, count, failureMemorySeconds)
      const seconds = blockSeconds(count)
      if (seconds > 0) await blocked.block(key, seconds)
      keys.delete(key)
      keys.add(key)
      const [oldest] = keys
      if (keys.size > maxKeys && oldest !== undefined) await clear(oldest)
    },
    clear,
  }
}
