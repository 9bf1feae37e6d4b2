/** The longest the gate stays closed at a time, whatever Twilio says: after it, one request tries. */
const longest = 120_000
const firstBackoff = 1000
const longestBackoff = 60_000

export type GateOptions = {
  /** Milliseconds on a clock that only goes forward. */
  now: () => number
  /** From 0 to 1. */
  random?: () => number
}

/** One request on its way through the gate. It ends by one of these calls, of which the first counts. */
export type Pass = {
  /** Any answer but a 429. */
  answered(): void
  /**
   * A 429.
   * @param retryAfter milliseconds Twilio asked to wait, null where it did not say
   * @returns milliseconds the gate is closed now
   */
  slowedDown(retryAfter: number | null): number
  /** No answer came: `lost` where Twilio could not be reached, otherwise nobody waited for it any longer. */
  unanswered(lost: boolean): void
}

export type Gate = ReturnType<typeof createGate>

/**
 * The gate to Twilio. A 429 closes it, for as long as Twilio says; where it does not say, for a second or less at first,
 * doubling with each 429 in a row, with jitter. After that one request goes through alone, and its answer opens the gate
 * for all or closes it again.
 */
export function createGate({ now, random = Math.random }: GateOptions) {
  let closedUntil = -Infinity
  /** How often the gate has been closed since the last answer that was no 429. */
  let inARow = 0
  let open = true
  let trial: Pass | null = null

  const closedFor = () => Math.max(0, closedUntil - now())

  function close(retryAfter: number | null): number {
    const before = closedFor()
    // Those that were on their way when it closed say nothing new, unless they know of a longer wait.
    if (before === 0) inARow++
    const ms = retryAfter ?? (before === 0 ? backoff(inARow, random) : 0)
    open = false
    closedUntil = Math.max(closedUntil, now() + Math.min(ms, longest))
    return closedFor()
  }

  function pass(): Pass {
    let ended = false
    /** Whether this call is the first, and this request the one the gate waits for, or there is no such. */
    const end = () => {
      if (ended) return false
      ended = true
      const counts = open || trial === own
      if (trial === own) trial = null
      return counts
    }
    const own: Pass = {
      answered() {
        if (!end()) return
        open = true
        inARow = 0
      },
      slowedDown(retryAfter) {
        end()
        return close(retryAfter)
      },
      unanswered(lost) {
        // Who cannot be reached has not asked to slow down; but the count goes on until there is an answer.
        if (end() && lost) open = true
      },
    }
    if (!open) trial = own
    return own
  }

  return {
    /** Milliseconds until the gate opens, at least to one; 0 where it is not closed. */
    closedFor,
    /** Whether one more request may pass now. */
    admits: (): boolean => closedFor() === 0 && (open || trial === null),
    /** Only where the gate `admits`. */
    pass,
  }
}

/** Half of it is certain and half is chance, so that several servers do not come back together. */
function backoff(inARow: number, random: () => number): number {
  const most = Math.min(longestBackoff, firstBackoff * 2 ** (inARow - 1))
  return most / 2 + (most / 2) * random()
}
