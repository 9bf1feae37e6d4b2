/**
 * Maximum milliseconds before the first byte and between two chunks. Longer than the proxy's own timeouts (60 s in the queue,
 * then 30 s for Twilio's first byte), so that the proxy's more precise error arrives first.
 */
export const idleTimeoutMs = 100_000

/**
 * Runs `work` with a signal that aborts with the caller's signal, or after `idleTimeoutMs` without a call of `keepAlive`.
 * The abort reason is then a DOMException "TimeoutError".
 */
export async function withIdleTimeout<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, keepAlive: () => void) => Promise<T>,
): Promise<T> {
  const idleAbort = new AbortController()
  const onTimeout = () => idleAbort.abort(new DOMException('No answer', 'TimeoutError'))
  let timer = setTimeout(onTimeout, idleTimeoutMs)
  const keepAlive = () => {
    clearTimeout(timer)
    timer = setTimeout(onTimeout, idleTimeoutMs)
  }
  try {
    return await work(signal ? AbortSignal.any([signal, idleAbort.signal]) : idleAbort.signal, keepAlive)
  } finally {
    clearTimeout(timer)
  }
}
