import { errorResponse } from '#http/responses.ts'

/** The only routes that accept a body, by method and path. */
const routesWithBody = new Set(['POST /api/session/password', 'POST /api/audit'])

/** A password or an audit event is far shorter. */
const maxBodyBytes = 4096

/**
 * The error for a body that the route does not accept, or that is too large; null if it is fine. A body needs a
 * `Content-Length`, which every browser sends: Node then reads no more than that.
 */
export function validateBody({ method, headers }: Request, pathname: string): Response | null {
  const length = Number(headers.get('content-length') ?? 0)
  const isStreamed = headers.has('transfer-encoding')
  if (length === 0 && !isStreamed) return null
  if (!routesWithBody.has(`${method} ${pathname}`))
    return errorResponse(400, 'This address does not accept a request body.')
  if (isStreamed) return errorResponse(411, 'A Content-Length header is required here.')
  return length <= maxBodyBytes
    ? null
    : errorResponse(413, 'The request body is too long: the maximum is 4 kB.')
}
