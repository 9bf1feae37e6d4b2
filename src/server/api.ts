import type { Identity, AuthRequest } from '#auth/auth-request.ts'
import type { Auth } from '#auth/auth.ts'
import { isTokensPath } from '#auth/tokens/tokens-route.ts'
import { clientAuditEventSchema, type ClientAuditEvent } from '#contract/flowdesk-api.ts'
import type { AuthMode } from '#contract/session.ts'
import type { createProxy } from '#proxy/proxy.ts'
import { errorResponse } from '#http/responses.ts'
import type { Audit } from '#server/logs/audit.ts'
import { encodeForClient } from './compression/content-coding.ts'
import { callerOf } from './http/client-address.ts'
import { isLoopback } from './http/handler.ts'
import { routeLabel } from './logs/route-label.ts'

export type ApiOptions = {
  proxy: ReturnType<typeof createProxy>
  audit: Pick<Audit, 'dataRead' | 'clientEvent'>
  /** Handles `/api/tokens` and below; absent where no tokens are needed. */
  handleTokens?: Auth['handleTokens']
  /** Decides who shares the queue to Twilio: users or addresses. */
  authKind: AuthMode
  /** The most bytes of a response that is decompressed for a client without gzip. */
  maxBytes: number
  /** Whether reading is allowed: what is read must be in the audit log, unless a setting says otherwise. */
  canRead: () => boolean
}

/**
 * Everything under `/api` for a signed-in user: Twilio's endpoints, each with its line in the audit log, and the page's
 * own audit events.
 */
export function createApi({ proxy, audit, handleTokens, authKind, maxBytes, canRead }: ApiOptions) {
  return async (authRequest: AuthRequest, identity: Identity): Promise<Response> => {
    const { request, address } = authRequest
    const { user } = identity
    const { pathname, searchParams } = new URL(request.url)
    const actor = { user, address }
    if (pathname === '/api/audit') return postAuditEvent(request, (event) => audit.clientEvent(actor, event))
    if (handleTokens && isTokensPath(pathname)) return handleTokens(authRequest, identity)
    if (!canRead()) return auditFailed()

    const { endpoint } = routeLabel(pathname)
    const caller = callerOf(authKind, user, address)
    let status: number | null = null
    try {
      const response = await proxy(request, { caller })
      status = response.status
      return encodeForClient(response, request, { compress: !isLoopback(address), maxBytes })
    } finally {
      if (endpoint !== null) audit.dataRead(actor, { endpoint, query: searchParams, status })
    }
  }
}

function auditFailed(): Response {
  return errorResponse(
    503,
    'Flowdesk cannot write its audit log, so it reads no customer data. Tell your administrator: its log must be writable again.',
  )
}

async function postAuditEvent(
  request: Request,
  record: (event: ClientAuditEvent) => void,
): Promise<Response> {
  if (request.method !== 'POST')
    return errorResponse(405, 'Audit events can only be sent: use POST.', { Allow: 'POST' })
  const parsed = clientAuditEventSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return errorResponse(400, 'This is not a valid audit event.')
  record(parsed.data)
  return new Response(null, { status: 204 })
}
