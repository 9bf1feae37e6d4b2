/**
 * Milliseconds to wait before the next try: doubling from half a second up to eight, with jitter, so that many tabs
 * that failed together do not come back together.
 * @param attempt how many tries have failed, from 1
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(8000, 500 * 2 ** (attempt - 1))
  return most / 2 + (most / 2) * random()
}

/** Resolves after `ms` milliseconds; rejects with the abort as soon as the signal says so. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal))
      return
    }
    const stop = () => {
      clearTimeout(timer)
      if (signal) reject(abortReason(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError')
}
