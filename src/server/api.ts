import type { Identity, Visit } from '#access/access.ts'
import { auditNoteSchema, type AuditNote } from '#contract/audit.ts'
import type { AccessKind } from '#contract/session.ts'
import type { createProxy } from '#proxy/proxy.ts'
import { refuse } from '#proxy/refuse.ts'
import type { Audit } from '#server/logs/audit.ts'
import { routeOf } from '#server/logs/route.ts'

export type ApiOptions = {
  proxy: ReturnType<typeof createProxy>
  audit: Pick<Audit, 'looked' | 'noted'>
  /** Where everybody has a name, turns at Twilio go round by name; otherwise by address. */
  access: AccessKind
}

/**
 * Everything under `/api` for somebody who may come in: Twilio's reads, each with its line in the audit, and the page's
 * notes for it.
 */
export function createApi({ proxy, audit, access }: ApiOptions) {
  return async ({ request, address }: Visit, { user }: Identity): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const actor = { user, address }
    if (pathname === '/api/audit') return takeNote(request, (note) => audit.noted(actor, note))

    const { read } = routeOf(pathname)
    const caller = access === 'oidc' || access === 'header' ? user : address
    let status: number | null = null
    try {
      const answer = await proxy(request, { caller })
      status = answer.status
      return answer
    } finally {
      if (read !== null) audit.looked(actor, { read, query: searchParams, status })
    }
  }
}

async function takeNote(request: Request, noted: (note: AuditNote) => void): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, 'Notes for the audit are only sent.', { Allow: 'POST' })
  const note = auditNoteSchema.safeParse(await request.json().catch(() => null))
  if (!note.success) return refuse(400, 'This is no note for the audit.')
  noted(note.data)
  return new Response(null, { status: 204 })
}
