import { refuse } from '#proxy/refuse.ts'
import { isApiPath, isProbePath } from '#server/http/paths.ts'

import { bodyRefusal } from './bodies.ts'
import { ownOrigin } from './own-origin.ts'

export type GuardOptions = {
  /** `PUBLIC_URL`; null where Flowdesk is asked by the names of this machine. */
  publicUrl: URL | null
}

/** In characters of path and query. A page token and all filters of a link take a tenth of it. */
const longestUrl = 8192

const methods = ['GET', 'HEAD', 'POST', 'DELETE']

/**
 * What a request must be before anything looks at it; the refusal where it is not. In this order:
 * 1. a method that something here takes (405)
 * 2. a URL of no more than 8 kB (414; headers over 16 kB Node refuses with 431)
 * 3. a body only where one is taken, its length told in advance, and small (400, 411, 413)
 * 4. a `Host` that is ours (421); probes pass this and the next: balancers and scrapers ask by address
 * 5. a page of ours that asks, or no page at all (403)
 */
export function createGuard({ publicUrl }: GuardOptions) {
  return (request: Request, port: number): Response | null => {
    const { pathname, search } = new URL(request.url)
    if (!methods.includes(request.method)) {
      return refuse(405, 'Flowdesk has no use for this method.', { Allow: methods.join(', ') })
    }
    if (pathname.length + search.length > longestUrl) {
      return refuse(414, 'This address is too long: Flowdesk takes up to 8 kB.')
    }
    const body = bodyRefusal(request, pathname)
    if (body !== null) return body

    if (isProbePath(pathname)) return null
    const own = ownOrigin(request, { publicUrl, port })
    if (own === null) return refuse(421, wrongHost(publicUrl))
    return isWelcome(request, own, isApiPath(pathname))
      ? null
      : refuse(403, 'Flowdesk answers only its own pages, not those of other sites.')
  }
}

function wrongHost(publicUrl: URL | null): string {
  return publicUrl === null
    ? 'Flowdesk does not answer to this name: open it as http://127.0.0.1 or http://localhost with its port, or set PUBLIC_URL where it runs.'
    : `Flowdesk does not answer to this name: open it at ${publicUrl.origin}, which is its PUBLIC_URL.`
}

/**
 * Whether a page of ours asks, or nothing that says otherwise. Browsers say where a request comes from by `Origin` and
 * `Sec-Fetch-Site`, which no page can forge; other programs say nothing, and may read but not change. Pages and files
 * are open to all: a link from elsewhere leads to them.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
function isWelcome(request: Request, own: string, isApi: boolean): boolean {
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (!isApi && !changes) return true
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null && origin !== own) return false
  if (site === 'cross-site' || site === 'same-site') return false
  return !changes || origin !== null || site === 'same-origin'
}
