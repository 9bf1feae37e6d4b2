import { RateLimiterMemory } from 'rate-limiter-flexible'

import { createCheckQueue, notChecked, type Lane } from './check-queue.ts'
import { createConcurrencyLimit, queueFull, type ConcurrencyLimit } from './concurrency-limit.ts'
import { networkOfKey, rateLimitKey } from './rate-limit-key.ts'

/**
 * How an attempt ended. The last two: the password was not checked; try again after `seconds`. `rate-limited` because of
 * other attempts from the address, `busy` because of attempts from elsewhere.
 */
export type LoginAttempt =
  | { kind: 'accepted' }
  | { kind: 'rejected' }
  | { kind: 'rate-limited'; seconds: number }
  | { kind: 'busy'; seconds: number }

/** From this many wrong attempts on, an address is blocked after each; the delay doubles each time. */
const maxFreeFailures = 5
const firstDelaySeconds = 15
const maxDelaySeconds = 15 * 60
const daySeconds = 24 * 3600

/** How many attempts from one address may wait for the one being checked: an office may share an address. */
const maxQueuedPerAddress = 10

/** How long an attempt may wait. Less than the minute after which a reverse proxy usually gives up. */
const maxWaitMs = 30_000

/**
 * Slows down password guessing. Each address is delayed by its own wrong attempts only, so nobody can lock out everybody.
 * While an address is blocked, its attempts are not checked, not even a correct one. Attempts from one address are checked
 * one at a time, so none escapes the count. In total, two are checked at once, since each takes tens of megabytes; who
 * comes next is `check-queue.ts`'s to say. Wrong attempts are forgotten after a correct one, or a day after the last.
 *
 * Tracks at most `maxTrackedAddresses` that have failed, and as many that have signed in; beyond that, it forgets the
 * address whose last attempt is the oldest. At most about twice `maxWaiting` attempts wait.
 */
export function createLoginRateLimiter({
  maxTrackedAddresses = 10_000,
  maxConcurrent = 2,
  maxWaiting = 500,
} = {}) {
  const failures = new RateLimiterMemory({ points: maxFreeFailures, duration: daySeconds })
  const blocked = new RateLimiterMemory({ points: 0, duration: maxDelaySeconds })
  const failedKeys = new Set<string>()
  const knownKeys = new Set<string>()
  const checkQueue = createCheckQueue({ maxConcurrent, maxWaiting })
  const limitByKey = new Map<string, ConcurrencyLimit>()
  let attemptCount = 0

  /** Adds a key as the newest. @returns the oldest, when there are too many */
  const track = (keys: Set<string>, key: string): string | undefined => {
    keys.delete(key)
    keys.add(key)
    return keys.size > maxTrackedAddresses ? keys.values().next().value : undefined
  }

  const resetFailures = async (key: string) => {
    failedKeys.delete(key)
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
    const oldest = track(failedKeys, key)
    if (oldest !== undefined) await resetFailures(oldest)
  }

  const recordSuccess = async (key: string) => {
    const oldest = track(knownKeys, key)
    if (oldest !== undefined) knownKeys.delete(oldest)
    await resetFailures(key)
  }

  const laneOf = async (key: string): Promise<Lane> => {
    if ((await failures.get(key)) !== null) return 'failed'
    return knownKeys.has(key) ? 'known' : 'new'
  }

  const attempt = async (
    key: string,
    verify: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<LoginAttempt> => {
    const remainingMs = (await blocked.get(key))?.msBeforeNext ?? 0
    if (remainingMs > 0) return { kind: 'rate-limited', seconds: Math.ceil(remainingMs / 1000) }
    const entry = { lane: await laneOf(key), network: networkOfKey(key), signal }
    const isValid = await checkQueue.run(verify, entry)
    if (isValid === notChecked) return busy
    await (isValid ? recordSuccess(key) : recordFailure(key))
    return { kind: isValid ? 'accepted' : 'rejected' }
  }

  /**
   * @param check verifies the password; not called while the address is blocked
   * @param signal aborts when the client has disconnected; an attempt that waits is given up then
   */
  return async (
    address: string,
    check: () => Promise<boolean>,
    signal?: AbortSignal,
  ): Promise<LoginAttempt> => {
    const key = rateLimitKey(address)
    const current = limitByKey.get(key)
    // What waits behind the address's own attempt is not in the queue, but must not take unbounded memory either.
    if (current && attemptCount >= maxWaiting) return tooManyAtOnce
    const limit = current ?? createConcurrencyLimit({ maxConcurrent: 1, maxQueued: maxQueuedPerAddress })
    limitByKey.set(key, limit)
    attemptCount++

    const giveUp = new AbortController()
    const abort = () => giveUp.abort()
    const timer = setTimeout(abort, maxWaitMs)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    try {
      const result = await limit.run(() => attempt(key, check, giveUp.signal))
      return result === queueFull ? tooManyAtOnce : result
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      attemptCount--
      if (limit.isIdle()) limitByKey.delete(key)
    }
  }
}

const tooManyAtOnce = { kind: 'rate-limited', seconds: 2 } as const satisfies LoginAttempt
const busy = { kind: 'busy', seconds: 5 } as const satisfies LoginAttempt
