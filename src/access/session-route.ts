import type { AccessKind, Session } from '#contract/session.ts'

import type { AccessEvent, Visit } from './access.ts'
import { answerJson, noContent, refuseForeign, refuseMethod, signInFirst } from './answers.ts'
import type { Door } from './door.ts'
import { isForeignRead, isOwnChange } from './own-origin.ts'

export type SessionRouteOptions = {
  kind: AccessKind
  door: Door
  demo: boolean
  mask: boolean
  publicOrigin: string | null
  tell: (event: AccessEvent) => void
}

/** What browsers throw away at sign-out, beside the cookie. @see https://www.w3.org/TR/clear-site-data/ */
const clearSiteData = { 'Clear-Site-Data': '"cache", "storage"' }

/** `/api/session`: who asks (GET), "somebody is at the screen" (POST), and signing out (DELETE). */
export async function answerSession(visit: Visit, options: SessionRouteOptions): Promise<Response> {
  const { kind, door, demo, mask, publicOrigin } = options
  const { request } = visit
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      if (isForeignRead(request, publicOrigin)) return refuseForeign()
      const identity = await door.identify(visit)
      return answerJson({ demo, mask, access: kind, user: identity?.user ?? null } satisfies Session)
    }
    case 'POST':
      return isOwnChange(request, publicOrigin) ? renew(visit, door) : refuseForeign()
    case 'DELETE':
      return isOwnChange(request, publicOrigin) ? signOut(visit, options) : refuseForeign()
    default:
      return refuseMethod('GET, HEAD, POST, DELETE')
  }
}

/** The only thing that makes a session last: reading and polling do not count as use. */
async function renew(visit: Visit, { identify, sessions }: Door): Promise<Response> {
  if (sessions === undefined) return (await identify(visit)) === null ? signInFirst() : noContent()
  const renewed = await sessions.renew(visit.request)
  return renewed === null ? signInFirst() : noContent([renewed])
}

async function signOut(visit: Visit, { kind, door, tell }: SessionRouteOptions): Promise<Response> {
  if (kind === 'local') return noContent()
  const identity = await door.identify(visit)
  if (identity !== null) tell({ event: 'sign-out', user: identity.user, address: visit.address })
  return noContent(door.sessions === undefined ? [] : [door.sessions.end()], clearSiteData)
}
