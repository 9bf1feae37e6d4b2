import type { AuthEvent, AuthRequest } from '#auth/auth-request.ts'
import { isAllowed } from '#auth/oidc/allow-rules.ts'
import { redirect, methodNotAllowed } from '#http/responses.ts'
import type { AuthMethod } from './auth-method.ts'
import { appOrigin, isCrossSite } from '#http/same-origin.ts'
import { parseOidcUser } from '#auth/oidc/oidc-user.ts'
import { createOidcClient, type OidcSettings } from '#auth/oidc/oidc-client.ts'
import { oidcErrorCode } from '#auth/oidc/oidc-error-code.ts'
import { createPendingSignIns, type PendingSignIn } from '#auth/oidc/pending-sign-ins.ts'
import { rateLimitKey } from '#auth/rate-limit-key.ts'
import { callerBusy, createCallerLimit } from '#http/caller-limit.ts'
import { parseReturnPath } from '#auth/oidc/return-path.ts'
import type { Sessions, SessionSettings } from '#auth/session/sessions.ts'

/**
 * Why a sign-in failed, for the page (`/?sign-in=…`). `not-allowed`: no allow rule matches the user, or the provider denied
 * access. `expired`: it took too long, or started in another browser. `busy`: too many sign-ins at once. `failed`: anything
 * else, such as a provider that does not answer.
 */
type SignInErrorCode = 'not-allowed' | 'expired' | 'busy' | 'failed'

/** The account at the provider, where it is known. */
type Account = Pick<AuthEvent, 'iss' | 'sub'>

type Refusal = {
  errorCode: SignInErrorCode
  /** For the audit log; the error code where that says it all. */
  reason?: string
  user?: string | null
  account?: Account
}

/** How a sign-in ended. */
type Outcome = { errorCode: null; user: string; account: Account } | Refusal

const callbackPath = '/auth/oidc/callback'

/** Of what visitors can have Flowdesk ask the provider, for each address (IPv6 by its /64) and in total. */
const providerLimits = {
  maxRunning: 10,
  maxRunningPerCaller: 2,
  maxWaiting: 50,
  maxWaitingPerCaller: 10,
  maxWaitMs: 5000,
}

export type OidcAuthOptions = {
  oidc: OidcSettings
  session: SessionSettings
  sessions: Sessions
  secure: boolean
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
  now: () => number
}

/**
 * Sign-in at an OpenID Connect provider: `GET /auth/oidc?to=/path` redirects to the provider, which redirects back to
 * `GET /auth/oidc/callback`. After signing out, `GET /auth/oidc/logout` leads to the provider's logout and home from there.
 */
export function createOidcAuth({
  oidc,
  session,
  sessions,
  secure,
  publicOrigin,
  onEvent,
  now,
}: OidcAuthOptions): AuthMethod {
  const client = createOidcClient(oidc, session.hours * 3600)
  const pendingSignIns = createPendingSignIns({ keys: session.keys, secure, now })
  const providerLimit = createCallerLimit(providerLimits)
  const ownUrl = (request: Request, path: string) => `${appOrigin(request, publicOrigin)}${path}`

  const rejectSignIn = (
    address: string,
    { errorCode, reason = errorCode, user = null, account }: Refusal,
    cookies: readonly string[] = [],
  ) => {
    onEvent({ event: 'sign-in-refused', user, address, reason, ...account })
    return redirect(`/?sign-in=${errorCode}`, cookies)
  }

  const startSignIn = async ({ request, address }: AuthRequest): Promise<Response> => {
    if (request.method !== 'GET') return methodNotAllowed('GET')
    try {
      const { page, challenge } = await client.startAuthorization(ownUrl(request, callbackPath))
      const to = parseReturnPath(new URL(request.url).searchParams.get('to'))
      return redirect(page.href, await pendingSignIns.add(request, { ...challenge, to }))
    } catch (error) {
      return rejectSignIn(address, { errorCode: 'failed', reason: oidcErrorCode(error) })
    }
  }

  /** Asks the provider whose code the callback has. Never rejects. */
  const judge = async (request: Request, pending: PendingSignIn): Promise<Outcome> => {
    let account: Account = {}
    try {
      const { search } = new URL(request.url)
      const grant = await client.exchangeCode(ownUrl(request, callbackPath), search, pending)
      account = { iss: grant.idToken.iss, sub: grant.idToken.sub }
      const oidcUser = parseOidcUser(await client.loadClaims(grant), oidc)
      if (oidcUser === null) return { errorCode: 'failed', reason: 'no usable name', account }
      const errorCode = isAllowed(oidcUser, oidc.allowed) ? null : 'not-allowed'
      return { errorCode, user: oidcUser.user, account }
    } catch (error) {
      const reason = oidcErrorCode(error)
      return { errorCode: reason === 'access_denied' ? 'not-allowed' : 'failed', reason, account }
    }
  }

  const handleCallback = async ({ request, address }: AuthRequest): Promise<Response> => {
    if (request.method !== 'GET') return methodNotAllowed('GET')
    const state = new URL(request.url).searchParams.get('state')
    const pending = state === null ? null : await pendingSignIns.read(request, state)
    if (pending === null) return rejectSignIn(address, { errorCode: 'expired' })
    const cookies = [pendingSignIns.remove(pending.state)]
    const outcome = await providerLimit.run(rateLimitKey(address), () => judge(request, pending))
    if (outcome === callerBusy) return rejectSignIn(address, { errorCode: 'busy' }, cookies)
    if (outcome.errorCode !== null) return rejectSignIn(address, outcome, cookies)
    const { user, account } = outcome
    onEvent({ event: 'sign-in', user, address, ...account })
    return redirect(pending.to, [await sessions.create(user, request), ...cookies])
  }

  /** Always leads somewhere: the session here has ended, whatever the provider says. */
  const leaveProvider = async ({ request }: AuthRequest): Promise<Response> => {
    if (request.method !== 'GET') return methodNotAllowed('GET')
    if (!oidc.logout || isCrossSite(request)) return redirect('/')
    const logoutUrl = await client.buildLogoutUrl(ownUrl(request, '/')).catch(() => null)
    return redirect(logoutUrl?.href ?? '/')
  }

  return {
    identify: ({ request }) => sessions.identify(request),
    sessions,
    routes: new Map([
      ['/auth/oidc', startSignIn],
      [callbackPath, handleCallback],
      ['/auth/oidc/logout', leaveProvider],
    ]),
  }
}
