/** The longest block at a time, whatever Twilio says. */
const maxBlockMs = 120_000
const minBackoffMs = 1000
const maxBackoffMs = 60_000
const maxTravelMs = 50

/** Waits shorter than this are waited out: requests are slowed down, or stay in the queue. */
export const maxShortWaitMs = 5000
/** Milliseconds after which a response says nothing about Twilio's load any more. */
const recentMs = 1000

export type RateLimitBreakerOptions = {
  /** Milliseconds on a monotonic clock. */
  now: () => number
  /** From 0 to 1. */
  random?: () => number
}

/** Permission to send one request. Its outcome is reported by one of these calls; only the first counts. */
export type Permit = {
  /** Any response but a 429. */
  onResponse(): void
  /**
   * A 429.
   * @param retryAfter milliseconds Twilio asked to wait; null where it did not say
   * @param ranAlone whether no other request has run beside it
   * @returns milliseconds that this request has to wait; all requests where they are blocked from now on
   */
  onRateLimited(retryAfter: number | null, ranAlone: boolean): number
  /** No response: Twilio was unreachable (`isUnreachable`), or every caller left. */
  onFailure(isUnreachable: boolean): void
}

/** What servers tell each other of their breakers. */
export type BreakerState = {
  /** False from a 429 on, until a probe has got through. */
  isHealthy: boolean
  /** Milliseconds that requests are blocked from now on. */
  blockedForMs: number
  /** How often requests have been blocked since the last response that was not a 429. */
  consecutive429s: number
}

export type RateLimitBreaker = ReturnType<typeof createRateLimitBreaker>

/**
 * A circuit breaker for Twilio's rate limit, which is one of requests at once, of the whole account. A 429 among other
 * responses slows requests down for as long as Twilio says: half as many run at once, and the refused one waits. A 429 that
 * follows another one, asks for a long wait, refuses a request that ran alone, or comes when nothing has got through within
 * a second, blocks all requests for as long as Twilio says; where it does not say, for a second or less at first, doubling
 * with each consecutive block, with jitter. Then one request goes alone as a probe: its response lets all others through,
 * or blocks them again.
 */
export function createRateLimitBreaker({ now, random = Math.random }: RateLimitBreakerOptions) {
  let blockedUntil = -Infinity
  let consecutive429s: BreakerState['consecutive429s'] = 0
  let isHealthy: BreakerState['isHealthy'] = true
  let changeCount = 0
  let probe: Permit | null = null
  let slowedUntil = -Infinity
  /** The last response since the last 429. */
  let lastResponseAt = -Infinity

  const blockedForMs = () => Math.max(0, blockedUntil - now())

  function block(retryAfter: number | null): number {
    const remainingMs = blockedForMs()
    // A 429 for a request from before the block is no news, unless it brings a longer wait.
    if (remainingMs === 0) consecutive429s++
    const ms = retryAfter ?? (remainingMs === 0 ? backoffMs(consecutive429s, random) : 0)
    changeCount++
    isHealthy = false
    blockedUntil = Math.max(blockedUntil, slowedUntil, now() + Math.min(ms, maxBlockMs))
    return blockedForMs()
  }

  /** Whether a 429 is one among responses: Twilio takes requests, only not so many at once. */
  const isAmongResponses = () => isHealthy && now() - lastResponseAt < recentMs

  function slowDown(retryAfter: number | null): number {
    const ms = retryAfter ?? backoffMs(1, random)
    slowedUntil = Math.max(slowedUntil, now() + ms)
    return ms
  }

  function recover(): void {
    if (!isHealthy) changeCount++
    isHealthy = true
  }

  function acquire(): Permit {
    let isSettled = false
    /** Whether this is the first call for this permit, and its outcome decides: it is the probe, or none is needed. */
    const settle = () => {
      if (isSettled) return false
      isSettled = true
      const isDecisive = isHealthy || probe === permit
      if (probe === permit) probe = null
      return isDecisive
    }
    const permit: Permit = {
      onResponse() {
        if (!isSettled) lastResponseAt = now()
        if (!settle()) return
        recover()
        consecutive429s = 0
      },
      onRateLimited(retryAfter, ranAlone) {
        settle()
        const isShort = (retryAfter ?? 0) < maxShortWaitMs
        const ms = isShort && !ranAlone && isAmongResponses() ? slowDown(retryAfter) : block(retryAfter)
        lastResponseAt = -Infinity
        return ms
      },
      onFailure(isUnreachable) {
        // Unreachable is not rate limited, so requests may go. The count stays until there is a response.
        if (settle() && isUnreachable) recover()
      },
    }
    if (!isHealthy) probe = permit
    return permit
  }

  return {
    /** Milliseconds until a request may go, at least as a probe; 0 where requests are not blocked. */
    blockedForMs,
    /** Milliseconds for which half as many requests may run at once as otherwise; 0 where all may. */
    slowedForMs: (): number => Math.max(0, slowedUntil - now()),
    /** Whether one more request may go now. */
    allows: (): boolean => blockedForMs() === 0 && (isHealthy || probe === null),
    /** Call only where `allows()` is true. */
    acquire,
    /** How often it has changed, except by `adopt`. */
    changeCount: () => changeCount,
    state: (): BreakerState => ({ isHealthy, blockedForMs: blockedForMs(), consecutive429s }),
    /**
     * Takes over what another server has found.
     * @returns milliseconds that requests are blocked from now on, where that is longer than before; otherwise 0
     */
    adopt(state: BreakerState): number {
      isHealthy = state.isHealthy
      consecutive429s = state.consecutive429s
      // The state has travelled for some milliseconds.
      if (state.blockedForMs <= blockedForMs() + maxTravelMs) return 0
      blockedUntil = now() + Math.min(state.blockedForMs, maxBlockMs)
      return blockedForMs()
    },
  }
}

/** Half fixed and half random, so that several servers do not retry at the same moment. */
function backoffMs(consecutive429s: number, random: () => number): number {
  const maxDelayMs = Math.min(maxBackoffMs, minBackoffMs * 2 ** (consecutive429s - 1))
  return maxDelayMs / 2 + (maxDelayMs / 2) * random()
}
