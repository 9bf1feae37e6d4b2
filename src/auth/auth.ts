import type { AuthMode } from '#contract/session.ts'

import type { AuthEvent, AuthRequest, Identity } from './auth-request.ts'
import { errorResponse } from '#http/responses.ts'
import type { AuthMethod } from './methods/auth-method.ts'
import { createHeaderAuth } from './methods/header-auth.ts'
import { createOidcAuth } from './methods/oidc-auth.ts'
import { createPasswordAuth } from './methods/password-auth.ts'
import { policyFingerprintOf } from './policy-fingerprint.ts'
import { handleSessionRequest } from './session-route.ts'
import type { LoginFailures } from './password/login-failures.ts'
import { purposeUnder } from './session/encrypted-token.ts'
import type { EndedSessions } from './session/ended-sessions.ts'
import type { SessionKeys } from './session/session-keys.ts'
import { createSessions } from './session/sessions.ts'
import type { AuthSettings } from './settings.ts'
import { createAccessTokens, type AccessTokens } from './tokens/access-tokens.ts'
import { createSignedTokens } from './tokens/signed-tokens.ts'
import type { TokenStore } from './tokens/token-store.ts'
import { createTokensRoute } from './tokens/tokens-route.ts'

export type Auth = {
  kind: AuthMode
  identify: AuthMethod['identify']
  /** Handles `/api/session…` and `/auth/…`; null for every other path. Rejects only when the client disconnects. */
  handle: (authRequest: AuthRequest) => Promise<Response | null>
  /** What programs use in place of a sign-in. Null where they need none (`local`), or nothing can sign or store them. */
  tokens: AccessTokens | null
  /** Handles `/api/tokens` and below for a signed-in user. */
  handleTokens: (authRequest: AuthRequest, identity: Identity) => Promise<Response>
}

export type AuthOptions = {
  /** Whether the data is demo data, as `GET /api/session` reports. */
  demo: boolean
  /** Whether personal data is masked at every start, as `GET /api/session` reports. */
  mask: boolean
  /** `PUBLIC_URL`'s origin; null on loopback, where the request's origin is our own (the server has checked its `Host`). */
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
  /** What several servers share; in this server's memory by default. */
  shared?: SharedAuthState | undefined
  /** Whether access tokens never show personal data. By default they never do. */
  areTokensMasked?: boolean
  /** Clock for sessions and sign-ins, in milliseconds since 1970. */
  now?: () => number
}

export type SharedAuthState = {
  endedSessions: EndedSessions
  loginFailures: LoginFailures
  /** @param purpose identifies the sign-in rules: under other rules, no token is valid */
  createTokenStore: (purpose: string) => TokenStore
}

/** Builds the sign-in for the configured mode. */
export function createAuth(settings: AuthSettings, options: AuthOptions): Auth {
  const { kind } = settings
  const authMethod = createAuthMethod(settings, options)
  const sessionOptions = { ...options, kind, authMethod }
  const tokens = createTokens(settings, options)
  return {
    kind,
    tokens,
    handleTokens: createTokensRoute({ ...options, tokens }),
    identify: authMethod.identify,
    async handle(authRequest) {
      const { pathname } = new URL(authRequest.request.url)
      const needsSession = pathname.startsWith('/api/') || pathname.startsWith('/auth/')
      if (needsSession && authMethod.sessions && options.shared?.endedSessions.isKnown?.() === false)
        return sharedStateMissing()
      if (pathname === '/api/session') return handleSessionRequest(authRequest, sessionOptions)
      const route = authMethod.routes?.get(pathname)
      if (route !== undefined) return route(authRequest)
      if (!pathname.startsWith('/api/session/') && !pathname.startsWith('/auth/')) return null
      return errorResponse(404, 'This sign-in method is not enabled here.')
    },
  }
}

/** A session could have ended on another server, so none counts yet. */
function sharedStateMissing(): Response {
  return errorResponse(
    503,
    'This server has just started and does not know yet which sessions have ended, because it cannot reach what Flowdesk’s servers share. Try again, or tell your administrator.',
    { 'Retry-After': '5' },
  )
}

function createTokens(
  settings: AuthSettings,
  { shared, areTokensMasked = true, now = Date.now }: AuthOptions,
): AccessTokens | null {
  if (settings.kind === 'local') return null
  const keys = keysOf(settings)
  const purpose = purposeUnder(policyFingerprintOf(settings), 'access token')
  const store = shared?.createTokenStore(purpose) ?? (keys && createSignedTokens(keys, { purpose, now }))
  const { endedPeople } = 'session' in settings ? settings.session : settings
  return store && createAccessTokens({ store, isAlwaysMasked: areTokensMasked, endedPeople, now })
}

function keysOf(settings: AuthSettings): SessionKeys | null {
  if ('session' in settings) return settings.session.keys
  return settings.kind === 'header' ? settings.keys : null
}

function createAuthMethod(settings: AuthSettings, options: AuthOptions): AuthMethod {
  const { publicOrigin, onEvent, shared, now = Date.now } = options
  const secure = publicOrigin?.startsWith('https:') ?? false
  switch (settings.kind) {
    case 'local':
      // No sign-in: in this mode the server listens on this machine only.
      return { identify: async () => ({ user: 'local' }) }
    case 'header':
      return createHeaderAuth(settings, onEvent)
    case 'password': {
      const { hash, session } = settings
      const sessions = createSessions(session, {
        policyFingerprint: policyFingerprintOf(settings),
        secure,
        now,
        endedSessions: shared?.endedSessions,
      })
      return createPasswordAuth({ hash, sessions, publicOrigin, onEvent, failures: shared?.loginFailures })
    }
    case 'oidc': {
      const { oidc, session } = settings
      const sessions = createSessions(session, {
        policyFingerprint: policyFingerprintOf(settings),
        secure,
        now,
        endedSessions: shared?.endedSessions,
      })
      return createOidcAuth({ oidc, session, sessions, secure, publicOrigin, onEvent, now })
    }
  }
}
