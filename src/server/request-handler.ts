import type { AuthRequest, Identity } from '#auth/auth-request.ts'
import type { Auth } from '#auth/auth.ts'
import type { IpAllowlist } from '#auth/ip-allowlist.ts'
import { unauthorized } from '#http/responses.ts'
import { clientAddress } from './http/client-address.ts'
import {
  isApiPath,
  isMcpPath,
  type ConnectionInfo,
  type RequestHandler,
  type Handler,
} from './http/handler.ts'
import type { Audit } from './logs/audit.ts'
import type { Log } from './logs/log.ts'
import type { McpEndpoint } from './mcp/endpoint.ts'
import type { Metrics } from './logs/metrics.ts'
import { routeLabel } from './logs/route-label.ts'

export type RequestHandlerOptions = {
  /** The error response for a request that is never allowed; null for all others. */
  validate: (request: Request, port: number) => Response | null
  /** Handles the paths for monitoring; null for every other. */
  probes: (request: Request, connection: ConnectionInfo) => Promise<Response | null>
  auth: Auth
  /** Handles `/api` and below for a signed-in user. */
  api: (authRequest: AuthRequest, identity: Identity) => Promise<Response>
  /** Handles `/mcp` for programs, which have a sign-in of their own. */
  mcp: McpEndpoint
  /** Handles everything else. The app's files are public: they contain no secret, and its URLs work before a sign-in. */
  files: Handler
  trustedProxies: IpAllowlist
  audit: Pick<Audit, 'refused'>
  metrics: Pick<Metrics, 'countRequest'>
  log: Pick<Log, 'request'>
}

/**
 * Everything Flowdesk serves, without a port. A request goes through these steps, and the first response ends it:
 * validation, probes, sign-in routes, static files, the user's identity, and only then the data.
 */
export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  const { validate, probes, auth, api, mcp, files, trustedProxies, audit, metrics, log } = options
  return async (request, connection) => {
    const { peer, port, repeatedHeaders } = connection
    const address = clientAddress(peer, request.headers.get('x-forwarded-for'), trustedProxies)
    const { pathname } = new URL(request.url)
    const route = routeLabel(pathname)
    let user: string | null = null

    const start = performance.now()
    connection.onEnd(({ status, isComplete }) => {
      const ms = Math.round(performance.now() - start)
      metrics.countRequest(route.label, status)
      log.request({ method: request.method, path: route.path, status, isComplete, ms, address, user })
    })

    const rejection = validate(request, port)
    if (rejection !== null) {
      if (auditedStatuses.includes(rejection.status))
        audit.refused({ user, address }, route, rejection.status)
      return rejection
    }
    const probe = await probes(request, connection)
    if (probe !== null) return probe
    const authRequest = { request, peer, address, ...(repeatedHeaders && { repeatedHeaders }) }
    const authResponse = await auth.handle(authRequest)
    if (authResponse !== null) return authResponse
    if (isMcpPath(pathname)) {
      const caller = await mcp.authenticate(authRequest)
      if (caller instanceof Response) {
        audit.refused({ user, address }, route, caller.status)
        return caller
      }
      user = caller.user
      return mcp.handle(authRequest, caller)
    }
    if (!isApiPath(pathname)) return files(request)

    const identity = await auth.identify(authRequest)
    if (identity === null) {
      audit.refused({ user, address }, route, 401)
      return unauthorized()
    }
    user = identity.user
    return api(authRequest, identity)
  }
}

/** Validation errors for requests from a wrong origin or host; the others are only malformed. */
const auditedStatuses = [403, 421]
