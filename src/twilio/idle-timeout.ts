import { maxResponseBytes } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'

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

/**
 * Reads the whole body and calls `keepAlive` for each chunk. Safari does not support `for await` on a stream. The browser
 * has decompressed the chunks, so a small response may become a very large one: it is read to `maxResponseBytes`.
 * @param onConnectionLost called only when reading the body fails; throws the error to report
 */
export async function readResponseBody(
  response: Response,
  keepAlive: () => void,
  onConnectionLost: () => never,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch(onConnectionLost)
    if (done) break
    keepAlive()
    chunks.push(value)
    length += value.length
    if (length > maxResponseBytes) {
      reader.cancel().catch(() => {})
      throw new Problem('too-large')
    }
  }
  const [firstChunk] = chunks
  if (firstChunk && chunks.length === 1) return firstChunk
  const joined = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    joined.set(chunk, offset)
    offset += chunk.length
  }
  return joined
}
