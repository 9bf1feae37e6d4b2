import { constants, createGunzip, createGzip } from 'node:zlib'

import { gzipFileType } from '#contract/page.ts'
import { acceptsGzip, acceptsGzipFile } from '#http/accept-encoding.ts'

import { pipeThrough } from './web-streams.ts'

type CodingOptions = {
  /** Whether to code what came without: not for clients on this machine, where it costs more than it saves. */
  compress: boolean
  /** The most bytes to which a response is decompressed. */
  maxBytes: number
}

/**
 * A response in a coding that its client accepts. Gzip passes as it came. For a client that does not accept it, it is
 * decompressed piece by piece as it is read; a body that is not valid gzip, or too large, then fails in the middle. What
 * came without is compressed, and its first bytes stay early.
 *
 * A client that asks for a gzip file gets one, without a coding, so that a browser leaves it compressed. It keeps the
 * bytes, so this holds on this machine, too: the browser would compress them more slowly.
 */
export function encodeForClient(
  response: Response,
  request: Request,
  { compress, maxBytes }: CodingOptions,
): Response {
  const { body, status } = response
  const isGzip = response.headers.get('content-encoding') === 'gzip'
  const headers = new Headers(response.headers)
  if (body && status === 200 && acceptsGzipFile(request.headers.get('accept'))) {
    headers.delete('content-encoding')
    headers.set('content-type', gzipFileType)
    return new Response(isGzip ? body : pipeThrough(body, createFastGzip()), { status, headers })
  }
  const acceptsIt = acceptsGzip(request.headers.get('accept-encoding'))
  if (body === null || (isGzip ? acceptsIt : !acceptsIt || !compress)) return response
  if (isGzip) headers.delete('content-encoding')
  else headers.set('content-encoding', 'gzip')
  const stream = isGzip ? pipeThrough(body, createGunzip(), maxBytes) : pipeThrough(body, createFastGzip())
  return new Response(stream, { status, headers })
}

/** The fastest level: the network is slower than the client, and the server has other things to do. */
const fastGzip = {
  level: constants.Z_BEST_SPEED,
  flush: constants.Z_SYNC_FLUSH,
  chunkSize: 65_536,
  // Queues nothing, so that what arrives meanwhile comes in one piece.
  writableHighWaterMark: 1,
}
const createFastGzip = () => createGzip(fastGzip)
