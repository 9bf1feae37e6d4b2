import { Pool } from 'undici'

import { toWebStream } from './web-streams.ts'

/**
 * Sends requests to one origin and returns bodies as they came. The platform's `fetch` would decompress them, and the proxy
 * only passes them on. Follows no redirect. Has no timeouts and no retries: the proxy has its own.
 * @param base the origin; its connections stay open
 */
export function createUpstreamFetch(base: URL): (request: Request) => Promise<Response> {
  const pool = new Pool(base.origin, { headersTimeout: 0, bodyTimeout: 0 })
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const { statusCode, headers, body } = await pool.request({
      path: `${pathname}${search}`,
      method: request.method === 'HEAD' ? 'HEAD' : 'GET',
      headers: Object.fromEntries(request.headers),
      signal: request.signal,
    })
    // Without a listener, a body that fails before somebody reads it would end the process. Reading it fails all the same.
    body.on('error', () => {})
    // A `Response` with such a status cannot have a body.
    const hasBody = ![204, 205, 304].includes(statusCode)
    if (!hasBody) body.resume()
    return new Response(hasBody ? toWebStream(body) : null, {
      status: statusCode,
      headers: headerEntries(headers),
    })
  }
}

function headerEntries(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values ?? []].flat().map((value): [string, string] => [name, value]),
  )
}
