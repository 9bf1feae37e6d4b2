/**
 * Milliseconds from dispatch to the first byte, and between two pieces of a body, after which Twilio is given up. The
 * time before, in the queue, is not Twilio's.
 */
export const firstByteLimit = 30_000
export const stallLimit = 30_000

/** There was no first byte in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Asks, and rejects with a `NoAnswer` where no head of an answer comes in time. */
export async function answerInTime(
  fetch: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Response> {
  const silence = Promise.withResolvers<never>()
  const timer = setTimeout(() => silence.reject(new NoAnswer()), firstByteLimit)
  try {
    return await Promise.race([fetch(request), silence.promise])
  } finally {
    clearTimeout(timer)
  }
}
