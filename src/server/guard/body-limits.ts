import { errorResponse } from '#http/responses.ts'

/** The only routes that accept a body, by method and path, with the most bytes each accepts. */
const maxBodyBytes: ReadonlyMap<string, number> = new Map([
  // A password, an audit event or the name of a token is far shorter.
  ['POST /api/session/password', 4096],
  ['POST /api/audit', 4096],
  ['POST /api/tokens', 4096],
  // A tool call with the longest search text and cursor takes a tenth of it.
  ['POST /mcp', 65_536],
])

/**
 * The error for a body that the route does not accept, or that is too large; null if it is fine. A body needs a
 * `Content-Length`, which every browser sends: Node then reads no more than that.
 */
export function validateBody({ method, headers }: Request, pathname: string): Response | null {
  const length = Number(headers.get('content-length') ?? 0)
  const isStreamed = headers.has('transfer-encoding')
  if (length === 0 && !isStreamed) return null
  const maxBytes = maxBodyBytes.get(`${method} ${pathname}`)
  if (maxBytes === undefined) return errorResponse(400, 'This address does not accept a request body.')
  if (isStreamed) return errorResponse(411, 'A Content-Length header is required here.')
  return length <= maxBytes
    ? null
    : errorResponse(413, `The request body is too long: the maximum is ${maxBytes / 1024} kB.`)
}
