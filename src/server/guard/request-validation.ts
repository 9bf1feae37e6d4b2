import { errorResponse, forbiddenOrigin } from '#http/responses.ts'
import { isApiPath, isMcpPath, isProbePath } from '#server/http/handler.ts'

import { validateBody } from './body-limits.ts'
import { resolveOwnOrigin } from './own-origin.ts'

export type RequestValidationOptions = {
  /** `PUBLIC_URL`; null where only the loopback names are valid. */
  publicUrl: URL | null
}

/** In characters of path and query. A page token and all filters of a link need a tenth of it. */
const maxUrlLength = 8192

const allowedMethods = ['GET', 'HEAD', 'POST', 'DELETE']

/**
 * Checks every request before anything else does, and returns the error response where it fails. In this order:
 * 1. a method that some route accepts (405)
 * 2. a URL of at most 8 kB (414; Node rejects headers over 16 kB with 431)
 * 3. a body only where a route accepts one, with a small `Content-Length` (400, 411, 413)
 * 4. a `Host` that is ours (421); not for probes, and neither is 5: balancers and scrapers use IP addresses
 * 5. a page of ours as the sender, or no page at all (403)
 */
export function createRequestValidator({ publicUrl }: RequestValidationOptions) {
  return (request: Request, port: number): Response | null => {
    const { pathname, search } = new URL(request.url)
    if (!allowedMethods.includes(request.method)) {
      return errorResponse(405, 'This method is not allowed.', { Allow: allowedMethods.join(', ') })
    }
    if (pathname.length + search.length > maxUrlLength) {
      return errorResponse(414, 'This address is too long: the maximum is 8 kB.')
    }
    const bodyError = validateBody(request, pathname)
    if (bodyError !== null) return bodyError

    if (isProbePath(pathname)) return null
    const appOrigin = resolveOwnOrigin(request, { publicUrl, port })
    if (appOrigin === null) return errorResponse(421, wrongHostMessage(publicUrl))
    const access = isMcpPath(pathname) ? 'program' : isApiPath(pathname) ? 'page' : 'public'
    return isAllowedOrigin(request, appOrigin, access) ? null : forbiddenOrigin()
  }
}

function wrongHostMessage(publicUrl: URL | null): string {
  return publicUrl === null
    ? 'Flowdesk is not available under this name: open it as http://127.0.0.1 or http://localhost with its port, or set PUBLIC_URL on its server.'
    : `Flowdesk is not available under this name: open it at ${publicUrl.origin}, its PUBLIC_URL.`
}

/**
 * Whether a request may come from where it does. Browsers send `Origin` and `Sec-Fetch-Site`, which no page can forge;
 * other programs send neither, and may read but not change anything. Pages and files are open to all, so that links from
 * other sites work.
 * @param access `program` for an endpoint that other programs POST to, which changes nothing
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
function isAllowedOrigin(
  request: Request,
  appOrigin: string,
  access: 'public' | 'page' | 'program',
): boolean {
  const isMutation = request.method !== 'GET' && request.method !== 'HEAD'
  if (access === 'public' && !isMutation) return true
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null && origin !== appOrigin) return false
  if (site === 'cross-site' || site === 'same-site') return false
  return !isMutation || access === 'program' || origin !== null || site === 'same-origin'
}
