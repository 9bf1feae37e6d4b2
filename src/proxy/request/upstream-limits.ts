/**
 * Milliseconds without a byte after which a request is given up: from dispatch to the first byte, and between two chunks
 * of a body. Time in the queue does not count.
 */
export const firstByteTimeoutMs = 30_000
export const stallTimeoutMs = 30_000

/**
 * Limits of a whole response: its bytes as they come, compressed or not, and the milliseconds from dispatch until its last
 * byte has arrived, and again until a reader has read it.
 */
export type ResponseLimits = { maxBytes: number; maxMs: number }

/** No first byte arrived in time. */
export class FirstByteTimeout extends Error {
  override readonly name = 'FirstByteTimeout'
}

/** Fetches, and rejects with a `FirstByteTimeout` where no response head arrives in time. */
export async function fetchWithTimeout(
  fetch: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Response> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(new FirstByteTimeout()), firstByteTimeoutMs)
  try {
    return await Promise.race([fetch(request), timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
