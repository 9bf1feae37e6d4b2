/**
 * Milliseconds without a sign of life, before the first byte or between two, after which an answer is given up. It must
 * outlast the proxy, which gives a request 60 s to get its turn and Twilio 30 s from then on, and says so itself.
 */
export const silenceLimit = 100_000

/**
 * Runs `work` with a signal that aborts when the caller's does, or after `silenceLimit` without a call of `alive`.
 * The latter rejects with a DOMException "TimeoutError".
 */
export async function withTimeout<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, alive: () => void) => Promise<T>,
): Promise<T> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new DOMException('No answer', 'TimeoutError'))
  let timer = setTimeout(giveUp, silenceLimit)
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, silenceLimit)
  }
  try {
    return await work(signal ? AbortSignal.any([signal, silence.signal]) : silence.signal, alive)
  } finally {
    clearTimeout(timer)
  }
}

/** The whole body, telling `alive` at each piece that comes. */
export async function readBody(answer: Response, alive: () => void): Promise<Uint8Array<ArrayBuffer>> {
  if (!answer.body) return new Uint8Array()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for await (const piece of answer.body) {
    alive()
    pieces.push(piece)
    length += piece.length
  }
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
