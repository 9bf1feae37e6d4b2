/** Runs work when its turn comes. Rejects as the work does; with the abort when it came before the turn. */
export type Turn = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

/**
 * One thing at a time, in the order they came: Twilio counts concurrent requests for the whole account, and the
 * reading of a list must not compete with the customer's own traffic more than it has to.
 */
export function createTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve()

  return (work, signal) => {
    const mine = last.then(() => {
      signal.throwIfAborted()
      return work()
    })
    // Whoever is next waits for the end, good or bad.
    last = mine.catch(() => null)
    return mine
  }
}
