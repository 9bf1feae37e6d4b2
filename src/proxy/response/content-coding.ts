import { constants, createGunzip, createGzip } from 'node:zlib'

import { acceptsGzip } from '#http/accept-encoding.ts'
import { pipeThrough } from '#proxy/web-streams.ts'

type Bytes = ReadableStream<Uint8Array>

/** Whether the proxy understands the coding of a response: it asks for gzip, and may get none. */
export function isKnownCoding({ headers }: Response): boolean {
  return ['gzip', 'identity', null].includes(headers.get('content-encoding'))
}

/**
 * A response body for one client: gzip passes as it came, and is decompressed, piece by piece as it is read, for a client
 * that does not accept it. A body that is not valid gzip fails in the middle.
 * @param headers of the response; changed to match
 */
export function decodeForClient(body: Bytes, headers: Headers, request: Request): Bytes {
  if (headers.get('content-encoding') !== 'gzip' || acceptsGzip(request.headers.get('accept-encoding')))
    return body
  headers.delete('content-encoding')
  return pipeThrough(body, createGunzip())
}

/** Compresses a response that came without, for a client at the other end of a network, and keeps its first bytes early. */
export function compressForClient(response: Response, request: Request): Response {
  const { body, status } = response
  const isCompressible =
    body !== null &&
    !response.headers.has('content-encoding') &&
    acceptsGzip(request.headers.get('accept-encoding'))
  if (!isCompressible) return response
  const headers = new Headers(response.headers)
  headers.set('content-encoding', 'gzip')
  // The fastest level: the network is slower than the client, and the server has other things to do.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, flush: constants.Z_SYNC_FLUSH })
  return new Response(pipeThrough(body, gzip), { status, headers })
}
