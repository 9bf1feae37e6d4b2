import type { AccessKind } from '#contract/session.ts'

import { refuse } from './answers.ts'
import type { Door } from './door.ts'
import { createHeaderDoor } from './header-door.ts'
import { createOidcDoor } from './oidc-door.ts'
import { createPasswordDoor } from './password-door.ts'
import { answerSession } from './session-route.ts'
import { createSessions } from './sessions.ts'
import type { AccessSettings } from './settings.ts'

/** One request as the door sees it. `peer` is the socket's address; `address` the client's own, after TRUSTED_PROXIES. */
export type Visit = { request: Request; peer: string; address: string }

export type Identity = { user: string }

export type Access = {
  kind: AccessKind
  /** Who asks; null when nobody has signed in (any more). Never rejects, whatever the request holds. */
  identify: (visit: Visit) => Promise<Identity | null>
  /** Answers `/api/session…` and `/auth/…`; null for every other path. Rejects only where the visitor goes away. */
  answer: (visit: Visit) => Promise<Response | null>
}

/** What the audit hears. Neither a password nor a token is ever in it; `user` is null where nobody is known. */
export type AccessEvent = {
  event: 'sign-in' | 'sign-in-refused' | 'sign-out'
  user: string | null
  address: string
  /** Why somebody was refused, in a few words that hold nothing the visitor wrote. */
  why?: string
}

export type AccessOptions = {
  /** Whether what is shown is made up, as `GET /api/session` says. */
  demo: boolean
  /** Whether personal data is masked at every start, as it says too. */
  mask: boolean
  /** `PUBLIC_URL`'s origin; null on loopback, where the address asked is our own (the server has checked its `Host`). */
  publicOrigin: string | null
  tell: (event: AccessEvent) => void
  /** Milliseconds since 1970, for sessions and sign-ins. */
  now?: () => number
}

/** Who may come in. */
export function createAccess(settings: AccessSettings, options: AccessOptions): Access {
  const { kind } = settings
  const door = createDoor(settings, options)
  const session = { ...options, kind, door }
  return {
    kind,
    identify: door.identify,
    async answer(visit) {
      const { pathname } = new URL(visit.request.url)
      if (pathname === '/api/session') return answerSession(visit, session)
      const route = door.routes?.get(pathname)
      if (route !== undefined) return route(visit)
      if (!pathname.startsWith('/api/session/') && !pathname.startsWith('/auth/')) return null
      return refuse(404, 'Flowdesk has no such way to sign in here.')
    },
  }
}

function createDoor(settings: AccessSettings, options: AccessOptions): Door {
  const { publicOrigin, tell, now = Date.now } = options
  const secure = publicOrigin?.startsWith('https:') ?? false
  switch (settings.kind) {
    case 'local':
      // Only this machine reaches the server then, which refuses to listen anywhere else.
      return { identify: async () => ({ user: 'local' }) }
    case 'header':
      return createHeaderDoor(settings, tell)
    case 'password': {
      const { hash, session } = settings
      const sessions = createSessions(session, { rules: JSON.stringify(['password', hash]), secure, now })
      return createPasswordDoor({ hash, sessions, publicOrigin, tell })
    }
    case 'oidc': {
      const { oidc, session } = settings
      const { issuer, clientId, groupsClaim, allowed } = oidc
      const rules = JSON.stringify(['oidc', issuer, clientId, groupsClaim, allowed])
      const sessions = createSessions(session, { rules, secure, now })
      return createOidcDoor({ oidc, keys: session.keys, sessions, secure, publicOrigin, tell, now })
    }
  }
}
