/** Milliseconds between checks while the server is unreachable: at first, and at most after backing off. */
const minIntervalMs = 2_000
const maxIntervalMs = 30_000
const backoffFactor = 1.5

/** Requests that fail within this time after the server is back may have been sent before: they are retried as well. In ms. */
const lateFailureMs = 10_000

type Options = {
  /** Whether the server responds. Never rejects. */
  isReachable: () => Promise<boolean>
  /** Called when the connection is lost and when it is back, possibly several times each. */
  onChange: (state: 'unreachable' | 'online') => void
}

/**
 * Checks after a failed request whether the server is reachable, and keeps checking until it is. The browser's online
 * state is not enough: a server on this machine is reachable offline, and a remote one may be down while online.
 */
export function createReachabilityMonitor({ isReachable, onChange }: Options) {
  let isChecking = false
  let recoveredAtMs = -Infinity
  let wake: (() => void) | null = null

  /** Resolves after that time, or when `wake` is called. */
  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function check(): Promise<void> {
    if (isChecking) return
    isChecking = true
    let wasUnreachable = false
    for (let intervalMs = minIntervalMs; ; intervalMs = Math.min(maxIntervalMs, intervalMs * backoffFactor)) {
      if (await isReachable()) break
      wasUnreachable = true
      onChange('unreachable')
      await wait(intervalMs)
    }
    isChecking = false
    if (wasUnreachable) recoveredAtMs = Date.now()
    if (Date.now() - recoveredAtMs < lateFailureMs) onChange('online')
  }

  return {
    /** Call it when a request got no response, or the browser goes offline. Starts a check, unless one is running. */
    reportFailure: () => void check(),
    /** Call it when the browser is online again. Ends the wait before the next check. */
    checkNow: () => wake?.(),
  }
}
