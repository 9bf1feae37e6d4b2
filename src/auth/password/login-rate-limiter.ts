import { RateLimiterMemory } from 'rate-limiter-flexible'

import { rateLimitKey } from './rate-limit-key.ts'
import { createConcurrencyLimit, queueFull, type ConcurrencyLimit } from './concurrency-limit.ts'

/** How an attempt ended. `rate-limited`: the password was not checked; try again after `seconds`. */
export type LoginAttempt =
  | { kind: 'accepted' }
  | { kind: 'rejected' }
  | { kind: 'rate-limited'; seconds: number }

/** From this many wrong attempts on, an address is blocked after each; the delay doubles each time. */
const maxFreeFailures = 5
const firstDelaySeconds = 15
const maxDelaySeconds = 15 * 60
const daySeconds = 24 * 3600

/**
 * Slows down password guessing. Each address is delayed by its own wrong attempts only, so nobody can lock out everybody.
 * While an address is blocked, its attempts are not checked, not even a correct one. Attempts from one address are checked
 * one at a time, so none escapes the count. In total, two are checked at once, since each takes tens of megabytes. Wrong
 * attempts are forgotten after a correct one, or a day after the last.
 *
 * Tracks at most `maxTrackedAddresses`; beyond that, it forgets the address whose last wrong attempt is the oldest.
 */
export function createLoginRateLimiter({
  maxTrackedAddresses = 10_000,
  maxConcurrent = 2,
  maxQueued = 50,
} = {}) {
  const failures = new RateLimiterMemory({ points: maxFreeFailures, duration: daySeconds })
  const blocked = new RateLimiterMemory({ points: 0, duration: maxDelaySeconds })
  const trackedKeys = new Set<string>()
  const globalLimit = createConcurrencyLimit({ maxConcurrent, maxQueued })
  const limitByKey = new Map<string, ConcurrencyLimit>()

  const reset = async (key: string) => {
    trackedKeys.delete(key)
    await Promise.all([failures.delete(key), blocked.delete(key)])
  }

  const recordFailure = async (key: string) => {
    const failureCount = ((await failures.get(key))?.consumedPoints ?? 0) + 1
    await failures.set(key, failureCount, daySeconds)
    if (failureCount >= maxFreeFailures)
      await blocked.block(
        key,
        Math.min(maxDelaySeconds, firstDelaySeconds * 2 ** (failureCount - maxFreeFailures)),
      )
    trackedKeys.delete(key)
    trackedKeys.add(key)
    const [oldest] = trackedKeys
    if (trackedKeys.size > maxTrackedAddresses && oldest !== undefined) await reset(oldest)
  }

  const attempt = async (key: string, verify: () => Promise<boolean>): Promise<LoginAttempt> => {
    const remainingMs = (await blocked.get(key))?.msBeforeNext ?? 0
    if (remainingMs > 0) return { kind: 'rate-limited', seconds: Math.ceil(remainingMs / 1000) }
    const isValid = await globalLimit.run(verify)
    if (isValid === queueFull) return busy
    await (isValid ? reset(key) : recordFailure(key))
    return { kind: isValid ? 'accepted' : 'rejected' }
  }

  /** @param check verifies the password; not called while the address is blocked */
  return async (address: string, check: () => Promise<boolean>): Promise<LoginAttempt> => {
    const key = rateLimitKey(address)
    const queue = limitByKey.get(key) ?? createConcurrencyLimit({ maxConcurrent: 1, maxQueued: 10 })
    limitByKey.set(key, queue)
    try {
      const result = await queue.run(() => attempt(key, check))
      return result === queueFull ? busy : result
    } finally {
      if (queue.isIdle()) limitByKey.delete(key)
    }
  }
}

const busy = { kind: 'rate-limited', seconds: 2 } as const satisfies LoginAttempt
