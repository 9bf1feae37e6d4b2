import { refuse } from '#proxy/refuse.ts'

/** The few routes that read what they are sent, by method and path. */
const taken = new Set(['POST /api/session/password', 'POST /api/audit'])

/** In bytes; a password or a note of the audit is far shorter. */
const largest = 4096

/**
 * The refusal of a body nobody takes, or of one too large. A body must say its length in advance, as every browser
 * does: Node then reads no more than that.
 */
export function bodyRefusal({ method, headers }: Request, pathname: string): Response | null {
  const length = Number(headers.get('content-length') ?? 0)
  const isStreamed = headers.has('transfer-encoding')
  if (length === 0 && !isStreamed) return null
  if (!taken.has(`${method} ${pathname}`)) return refuse(400, 'Nothing is sent along to this address.')
  if (isStreamed) return refuse(411, 'Say how long the body is: a Content-Length is needed here.')
  return length <= largest ? null : refuse(413, 'This is too long: 4 kB are the most that is taken here.')
}
