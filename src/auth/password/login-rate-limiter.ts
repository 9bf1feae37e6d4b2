import { createCheckQueue, checkSkipped, type Lane } from './check-queue.ts'
import { createConcurrencyLimit, queueFull, type ConcurrencyLimit } from '#auth/concurrency-limit.ts'
import { createLoginFailures } from './login-failures.ts'
import { networkOfKey, rateLimitKey } from '#auth/rate-limit-key.ts'

/**
 * How an attempt ended. The last two: the password was not checked; try again after `seconds`. `rate-limited` because of
 * other attempts from the address, `busy` because of attempts from elsewhere.
 */
export type LoginAttempt =
  | { kind: 'accepted' }
  | { kind: 'rejected' }
  | { kind: 'rate-limited'; seconds: number }
  | { kind: 'busy'; seconds: number }

/** How many attempts from one address may wait for the one being checked: an office may share an address. */
const maxQueuedPerAddress = 10

/** How long an attempt may wait. Less than the minute after which a reverse proxy usually gives up. */
const maxWaitMs = 30_000

/**
 * Slows down password guessing. Each address is delayed by its own wrong attempts only, so nobody can lock out everybody.
 * While an address is blocked, its attempts are not checked, not even a correct one. Attempts from one address are checked
 * one at a time, so none escapes the count. In total, two are checked at once, since each takes tens of megabytes; who
 * comes next is `check-queue.ts`'s to say. Wrong attempts are forgotten after a correct one, or a day after the last.
 * Several servers that share their failures each check one at a time for an address, so one more than allowed may be checked
 * for each server.
 *
 * Remembers at most `maxKnownAddresses` that have signed in, without those whose last sign-in is the oldest. At most about
 * twice `maxWaiting` attempts wait.
 */
export function createLoginRateLimiter({
  failures = createLoginFailures(),
  maxKnownAddresses = 10_000,
  maxConcurrent = 2,
  maxWaiting = 500,
} = {}) {
  const knownKeys = new Set<string>()
  const checkQueue = createCheckQueue({ maxConcurrent, maxWaiting })
  const limitByKey = new Map<string, ConcurrencyLimit>()
  let attemptCount = 0

  const recordSuccess = async (key: string) => {
    knownKeys.delete(key)
    knownKeys.add(key)
    const [oldest] = knownKeys
    if (knownKeys.size > maxKnownAddresses && oldest !== undefined) knownKeys.delete(oldest)
    await failures.clear(key)
  }

  const laneOf = (key: string, failureCount: number): Lane => {
    if (failureCount > 0) return 'failed'
    return knownKeys.has(key) ? 'known' : 'new'
  }

  const attempt = async (
    key: string,
    verify: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<LoginAttempt> => {
    const { count, blockedMs } = await failures.get(key)
    if (blockedMs > 0) return { kind: 'rate-limited', seconds: Math.ceil(blockedMs / 1000) }
    const entry = { lane: laneOf(key, count), network: networkOfKey(key), signal }
    const isValid = await checkQueue.run(verify, entry)
    if (isValid === checkSkipped) return busy
    await (isValid ? recordSuccess(key) : failures.add(key))
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
