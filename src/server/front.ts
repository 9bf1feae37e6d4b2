import type { Access, Identity, Visit } from '#access/access.ts'
import type { Peers } from '#access/peers.ts'
import { signInScheme } from '#contract/problem.ts'
import { refuse } from '#proxy/refuse.ts'
import { clientAddress } from '#server/http/client-address.ts'
import type { Arrival, Front, Handler } from '#server/http/handler.ts'
import { isApiPath } from '#server/http/paths.ts'
import type { Audit } from '#server/logs/audit.ts'
import type { Log } from '#server/logs/log.ts'
import type { Metrics } from '#server/logs/metrics.ts'
import { routeOf } from '#server/logs/route.ts'

export type FrontOptions = {
  /** The refusal of a request that may not pass, whoever sent it. */
  guard: (request: Request, port: number) => Response | null
  /** Answers the paths for machines; null for every other. */
  probes: (request: Request, arrival: Arrival) => Promise<Response | null>
  access: Access
  /** Answers `/api` and below for somebody who may come in. */
  api: (visit: Visit, identity: Identity) => Promise<Response>
  /** Answers everything else: the dashboard itself holds no secret, and so an address survives a sign-in. */
  files: Handler
  trustedProxies: Peers
  audit: Pick<Audit, 'refused'>
  metrics: Pick<Metrics, 'answered'>
  log: Pick<Log, 'request'>
}

/**
 * The whole of what Flowdesk serves, without a port. A request goes from door to door, and the first that answers ends
 * it: the guard, the probes, the sign-in, then who it is, and only then the data.
 */
export function createFront(options: FrontOptions): Front {
  const { guard, probes, access, api, files, trustedProxies, audit, metrics, log } = options
  return async (request, arrival) => {
    const { peer, port } = arrival
    const address = clientAddress(peer, request.headers.get('x-forwarded-for'), trustedProxies)
    const { pathname } = new URL(request.url)
    const route = routeOf(pathname)
    let user: string | null = null

    const start = performance.now()
    arrival.ended(({ status, whole }) => {
      const ms = Math.round(performance.now() - start)
      metrics.answered(route.route, status)
      log.request({ method: request.method, path: route.path, status, whole, ms, address, user })
    })

    const refusal = guard(request, port)
    if (refusal !== null) {
      if (refusals.includes(refusal.status)) audit.refused({ user, address }, route, refusal.status)
      return refusal
    }
    const probe = await probes(request, arrival)
    if (probe !== null) return probe
    const visit = { request, peer, address }
    const own = await access.answer(visit)
    if (own !== null) return own
    if (!isApiPath(pathname)) return files(request)

    const identity = await access.identify(visit)
    if (identity === null) {
      audit.refused({ user, address }, route, 401)
      return refuse(401, 'You are signed out: sign in to go on.', { 'WWW-Authenticate': signInScheme })
    }
    user = identity.user
    return api(visit, identity)
  }
}

/** What the guard says to somebody who had no business here, rather than a request that is ill made. */
const refusals = [403, 421]
