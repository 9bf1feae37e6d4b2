import { matchPath, endpoints, type EndpointMatch } from '#contract/endpoints.ts'
import { runSources } from '#contract/run-source.ts'
import { parseSid } from '#contract/sid.ts'
import { isApiPath } from '#server/http/handler.ts'

export type RouteLabel = {
  /** One of a few kinds of path, for counting requests. */
  label: string
  /** The path as it may be logged: our own words and SIDs, nothing that somebody typed. */
  path: string
  /** Twilio's endpoint behind the path. */
  endpoint: EndpointMatch | null
}

const ownPaths = [
  '/api/session',
  '/api/session/password',
  '/api/audit',
  '/api/tokens',
  '/auth/oidc',
  '/auth/oidc/callback',
  '/auth/oidc/logout',
  '/healthz',
  '/readyz',
  '/metrics',
  '/mcp',
]

/**
 * Classifies a path. A path can contain anything, even a phone number, so unknown paths are not logged as they are.
 */
export function routeLabel(pathname: string): RouteLabel {
  const endpoint = pathname.startsWith('/api/') ? matchPath(pathname.slice('/api'.length)) : null
  if (endpoint !== null) return { label: `/api${endpoints[endpoint.name]}`, path: pathname, endpoint }
  if (ownPaths.includes(pathname)) return labelOnly(pathname)
  if (pathname.startsWith('/api/tokens/')) return labelOnly('/api/tokens/{id}')
  if (isApiPath(pathname)) return labelOnly('/api/{unknown}')
  if (pathname.startsWith('/assets/')) return labelOnly('/assets/{file}')
  return isPagePath(pathname) ? { label: '/{page}', path: pathname, endpoint: null } : labelOnly('/{other}')
}

function labelOnly(label: string): RouteLabel {
  return { label, path: label, endpoint: null }
}

/**
 * Whether it is one of the app's routes: `/`, `/flows/FW…`, `/flows/FW…/engagements`,
 * `/flows/FW…/engagements/FN…`, and the same of `executions`.
 */
function isPagePath(pathname: string): boolean {
  if (pathname === '/') return true
  const [empty, flows, flow, source, run, ...rest] = pathname.split('/')
  if (empty !== '' || flows !== 'flows' || parseSid('FW', flow) === null || rest.length > 0) return false
  if (source === undefined) return true
  return runSources.some((each) => each === source) && (run === undefined || parseSid('FN', run) !== null)
}
