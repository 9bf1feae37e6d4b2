import type { AuthMode, Session } from '#contract/session.ts'

import type { AuthEvent, AuthRequest } from './auth-request.ts'
import { jsonResponse, noContent, forbiddenOrigin, methodNotAllowed, unauthorized } from '#http/responses.ts'
import type { AuthMethod } from './methods/auth-method.ts'
import { isCrossOriginRead, isSameOriginMutation } from '#http/same-origin.ts'

export type SessionRouteOptions = {
  kind: AuthMode
  authMethod: AuthMethod
  demo: boolean
  mask: boolean
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
}

/** What browsers delete at sign-out, besides the cookie. @see https://www.w3.org/TR/clear-site-data/ */
const clearSiteData = { 'Clear-Site-Data': '"cache", "storage"' }

/** `/api/session`: who is signed in (GET), renewing the session while somebody uses the page (POST), signing out (DELETE). */
export async function handleSessionRequest(
  authRequest: AuthRequest,
  options: SessionRouteOptions,
): Promise<Response> {
  const { kind, authMethod, demo, mask, publicOrigin } = options
  const { request } = authRequest
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      if (isCrossOriginRead(request, publicOrigin)) return forbiddenOrigin()
      const identity = await authMethod.identify(authRequest)
      return jsonResponse({ demo, mask, access: kind, user: identity?.user ?? null } satisfies Session)
    }
    case 'POST':
      return isSameOriginMutation(request, publicOrigin) ? renew(authRequest, authMethod) : forbiddenOrigin()
    case 'DELETE':
      return isSameOriginMutation(request, publicOrigin) ? signOut(authRequest, options) : forbiddenOrigin()
    default:
      return methodNotAllowed('GET, HEAD, POST, DELETE')
  }
}

/** The only way to extend a session: reading and polling do not count as use. */
async function renew(authRequest: AuthRequest, { identify, sessions }: AuthMethod): Promise<Response> {
  if (sessions === undefined) return (await identify(authRequest)) === null ? unauthorized() : noContent()
  const renewed = await sessions.renew(authRequest.request)
  return renewed === null ? unauthorized() : noContent([renewed])
}

async function signOut(
  authRequest: AuthRequest,
  { kind, authMethod, onEvent }: SessionRouteOptions,
): Promise<Response> {
  if (kind === 'local') return noContent()
  const identity = await authMethod.identify(authRequest)
  if (identity !== null) onEvent({ event: 'sign-out', user: identity.user, address: authRequest.address })
  const ended = await authMethod.sessions?.end(authRequest.request)
  return noContent(ended === undefined ? [] : [ended], clearSiteData)
}
