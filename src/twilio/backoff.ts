/**
 * Milliseconds to wait before the next attempt: doubles from 0.5 s to 8 s, with jitter, so that tabs that failed at the
 * same time do not retry at the same time.
 * @param attempt number of failed attempts, from 1
 */
export function backoffDelayMs(attempt: number, random: () => number = Math.random): number {
  const maxMs = Math.min(8000, 500 * 2 ** (attempt - 1))
  return maxMs / 2 + (maxMs / 2) * random()
}

/** Timers fire at once for more, as a `Retry-After` of a month would be: 24.8 days, in milliseconds. */
const maxTimerMs = 2 ** 31 - 1

/** Resolves after `ms` milliseconds; rejects with the abort reason when the signal aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal))
      return
    }
    const onAbort = () => {
      clearTimeout(timer)
      if (signal) reject(abortReason(signal))
    }
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      },
      Math.min(ms, maxTimerMs),
    )
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError')
}
