import { matchRead, reads, type Read } from '#contract/reads.ts'
import { parseSid } from '#contract/sid.ts'
import { isApiPath } from '#server/http/paths.ts'

export type Route = {
  /** The kind of path, out of a few: what requests are counted by. */
  route: string
  /** What a log may hold of the path: words of ours and SIDs, nothing that somebody typed. */
  path: string
  /** The read of Twilio's that it stands for. */
  read: Read | null
}

const own = [
  '/api/session',
  '/api/session/password',
  '/api/audit',
  '/auth/oidc',
  '/auth/oidc/callback',
  '/healthz',
  '/readyz',
  '/metrics',
]

/**
 * Which of the few kinds of path this is. A path can hold anything, a phone number too: what is not known is not
 * repeated.
 */
export function routeOf(pathname: string): Route {
  const read = pathname.startsWith('/api/') ? matchRead(pathname.slice('/api'.length)) : null
  if (read !== null) return { route: `/api${reads[read.name]}`, path: pathname, read }
  if (own.includes(pathname)) return plain(pathname)
  if (isApiPath(pathname)) return plain('/api/{unknown}')
  if (pathname.startsWith('/assets/')) return plain('/assets/{file}')
  return isPage(pathname) ? { route: '/{page}', path: pathname, read: null } : plain('/{other}')
}

function plain(route: string): Route {
  return { route, path: route, read: null }
}

/**
 * Whether it is one of the dashboard's addresses: `/`, `/flows/FW…`, `/flows/FW…/engagements`,
 * `/flows/FW…/engagements/FN…`.
 */
function isPage(pathname: string): boolean {
  if (pathname === '/') return true
  const [empty, flows, flow, engagements, engagement, ...more] = pathname.split('/')
  if (empty !== '' || flows !== 'flows' || parseSid('FW', flow) === null || more.length > 0) return false
  if (engagements === undefined) return true
  return engagements === 'engagements' && (engagement === undefined || parseSid('FN', engagement) !== null)
}
