import * as z from 'zod/mini'

import type { AuthEvent, AuthRequest } from '#auth/auth-request.ts'
import { isAllowed } from '#auth/oidc/allow-rules.ts'
import { redirect, methodNotAllowed } from '#http/responses.ts'
import { createCookie } from '#auth/session/cookies.ts'
import type { AuthMethod } from './auth-method.ts'
import { appOrigin } from '#http/same-origin.ts'
import { parseOidcUser } from '#auth/oidc/oidc-user.ts'
import { createOidcClient } from '#auth/oidc/oidc-client.ts'
import { parseReturnPath } from '#auth/oidc/return-path.ts'
import { createTokenCipher } from '#auth/session/encrypted-token.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'
import type { Sessions } from '#auth/session/sessions.ts'
import type { OidcSettings } from '#auth/oidc/oidc-client.ts'
import { oidcErrorCode } from '#auth/oidc/oidc-error-code.ts'

/**
 * Why a sign-in failed, for the page (`/?sign-in=…`). `not-allowed`: no allow rule matches the user, or the provider denied
 * access. `expired`: it took too long, or started in another tab. `failed`: anything else, such as a provider that does not answer.
 */
type SignInErrorCode = 'not-allowed' | 'expired' | 'failed'

/** How long a user may take at the provider. */
const maxSignInSeconds = 600

const callbackPath = '/auth/oidc/callback'

export type OidcAuthOptions = {
  oidc: OidcSettings
  keys: SessionKeys
  sessions: Sessions
  secure: boolean
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
  now: () => number
}

/**
 * Sign-in at an OpenID Connect provider: `GET /auth/oidc?to=/path` redirects to the provider, which redirects back to
 * `GET /auth/oidc/callback`.
 */
export function createOidcAuth(options: OidcAuthOptions): AuthMethod {
  const { oidc, sessions, publicOrigin, onEvent, now } = options
  const client = createOidcClient(oidc)
  const cookie = createCookie('flowdesk-oidc', options.secure)
  const tokenCipher = createTokenCipher(options.keys, 'sign-in')
  const redirectUri = (request: Request) => `${appOrigin(request, publicOrigin)}${callbackPath}`

  const rejectSignIn = (
    address: string,
    errorCode: SignInErrorCode,
    { user = null, reason = errorCode }: { user?: string | null; reason?: string } = {},
  ) => {
    onEvent({ event: 'sign-in-refused', user, address, reason })
    return redirect(`/?sign-in=${errorCode}`, [cookie.clear()])
  }

  /** What the cookie stores about this sign-in; null when there is none, or it took too long. */
  const readPendingSignIn = async (request: Request) => {
    const text = cookie.read(request)
    const parsed = pendingSignInSchema.safeParse(text === null ? null : await tokenCipher.decrypt(text))
    return parsed.success && now() < parsed.data.at + maxSignInSeconds * 1000 ? parsed.data : null
  }

  const startSignIn = async ({ request, address }: AuthRequest): Promise<Response> => {
    if (request.method !== 'GET') return methodNotAllowed('GET')
    try {
      const { page, challenge } = await client.startAuthorization(redirectUri(request))
      const to = parseReturnPath(new URL(request.url).searchParams.get('to'))
      const token = await tokenCipher.encrypt({ ...challenge, to, at: now() } satisfies PendingSignIn)
      return redirect(page.href, [cookie.set(token, maxSignInSeconds)])
    } catch (error) {
      return rejectSignIn(address, 'failed', { reason: oidcErrorCode(error) })
    }
  }

  const handleCallback = async ({ request, address }: AuthRequest): Promise<Response> => {
    if (request.method !== 'GET') return methodNotAllowed('GET')
    const pending = await readPendingSignIn(request)
    if (pending === null) return rejectSignIn(address, 'expired')
    try {
      const claims = await client.exchangeCode(redirectUri(request), new URL(request.url).search, pending)
      const oidcUser = parseOidcUser(claims, oidc.groupsClaim)
      if (oidcUser === null) return rejectSignIn(address, 'failed', { reason: 'no usable name' })
      const { user } = oidcUser
      if (!isAllowed(oidcUser, oidc.allowed)) return rejectSignIn(address, 'not-allowed', { user })
      onEvent({ event: 'sign-in', user, address })
      return redirect(pending.to, [await sessions.create(user), cookie.clear()])
    } catch (error) {
      const reason = oidcErrorCode(error)
      return rejectSignIn(address, reason === 'access_denied' ? 'not-allowed' : 'failed', { reason })
    }
  }

  return {
    identify: ({ request }) => sessions.identify(request),
    sessions,
    routes: new Map([
      ['/auth/oidc', startSignIn],
      [callbackPath, handleCallback],
    ]),
  }
}

const pendingSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go afterwards; validated before it was encrypted. */
  to: z.string(),
  /** When the sign-in started, in milliseconds since 1970. */
  at: z.number(),
})

type PendingSignIn = z.infer<typeof pendingSignInSchema>
