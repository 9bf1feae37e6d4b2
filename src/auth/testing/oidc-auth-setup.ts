import { expect, vi } from 'vitest'
import * as z from 'zod/mini'

import type { AuthOptions } from '#auth/auth.ts'
import { parseAllowRules, type AllowRuleSettings } from '#auth/oidc/allow-rules.ts'
import type { OidcSettings } from '#auth/oidc/oidc-client.ts'

import {
  createTestAuth,
  responseCookies,
  testOrigin,
  testSessionKeys,
  type AuthRequestInit,
} from './helpers.ts'
import {
  oidcTestClient,
  signInAtProvider,
  startOidcProvider,
  type OidcAccount,
  type OidcProviderOptions,
} from './oidc-provider.ts'

/** An `Auth` with OpenID Connect against a provider on loopback, and the steps of a sign-in. For tests; never shipped. */

export const oidcRedirectUri = `${testOrigin}/auth/oidc/callback`

const accounts: OidcAccount[] = [
  { sub: 'alice', email: 'Alice@example.com', email_verified: true, groups: ['sales'] },
  { sub: 'bob', email: 'bob@evil-example.com', email_verified: true, groups: ['support'] },
  { sub: 'carol', email: 'carol@example.com', email_verified: false, preferred_username: 'carol' },
  { sub: 'dave', preferred_username: 'dave', groups: ['support'] },
  { sub: 'erin', email: 'erin@example.com' },
]

/** Starts a provider, and silences its warnings about plain http and development keys. */
export function startTestProvider(options: Partial<OidcProviderOptions> = {}) {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  return startOidcProvider({ redirectUri: oidcRedirectUri, accounts, ...options })
}

/** The platform's `fetch`, before a test spies on it. */
export const realFetch = globalThis.fetch

/** Changes the provider's responses at URLs that end with `path`. `fetch` must be spied on. */
export function tamper(
  path: string,
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): void {
  vi.mocked(globalThis.fetch).mockImplementation(async (...args) => {
    const response = await realFetch(...args)
    if (!new Request(...args).url.endsWith(path)) return response
    return Response.json(change(z.record(z.string(), z.unknown()).parse(await response.json())))
  })
}

export type OidcTestOptions = Partial<AuthOptions> &
  Partial<Pick<OidcSettings, 'trustEmail' | 'logout'>> & {
    issuer: string
    secret?: string
    allow?: Partial<AllowRuleSettings>
  }

export function setupOidcAuth({
  issuer,
  secret = oidcTestClient.secret,
  allow = { domains: 'example.com' },
  trustEmail = false,
  logout = false,
  ...options
}: OidcTestOptions) {
  const parsed = parseAllowRules({ domains: null, emails: null, groups: null, ...allow })
  if ('error' in parsed) throw new Error(parsed.error)
  const oidc = {
    issuer: new URL(issuer),
    clientId: oidcTestClient.id,
    clientSecret: secret,
    groupsClaim: 'groups',
    allowed: parsed.allowed,
    trustEmail,
    logout,
  }
  const session = { keys: testSessionKeys(), idleMinutes: 60, hours: 12 }
  const testAuth = createTestAuth({ kind: 'oidc', oidc, session }, options)
  /** @param cookie what the browser has already */
  const startSignIn = async (to = '/flows?status=active', cookie: string | null = null) => {
    const response = await testAuth.sendRequest(`/auth/oidc?to=${encodeURIComponent(to)}`, { cookie })
    return { response, cookie: responseCookies(response), page: response.headers.get('location') ?? '' }
  }
  const finishSignIn = (address: string, init: AuthRequestInit) => {
    const { pathname, search } = new URL(address)
    const headers = { 'sec-fetch-site': 'cross-site' }
    return testAuth.sendRequest(`${pathname}${search}`, { ...init, headers })
  }
  const signIn = async (login: string, to?: string) => {
    const { cookie, page } = await startSignIn(to)
    return finishSignIn(await signInAtProvider(page, login), { cookie })
  }
  return { ...testAuth, startSignIn, finishSignIn, signIn }
}

/** Where a sign-in that failed leads. Checks that it lets nobody in, and forgets one attempt at most. */
export function signInErrorLocation(response: Response): string | null {
  expect([response.status, responseCookies(response)]).toEqual([302, ''])
  const cookies = response.headers.getSetCookie()
  expect(cookies.length).toBeLessThan(2)
  for (const cookie of cookies)
    expect(cookie).toMatch(/^flowdesk-oidc-[\w-]{16}=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/)
  return response.headers.get('location')
}

/** The events of one refused sign-in. */
export const refused = (reason: unknown = expect.any(String), fields: object = {}) => [
  { event: 'sign-in-refused', user: null, address: '203.0.113.7', reason, ...fields },
]
