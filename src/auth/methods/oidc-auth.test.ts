import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'

import type { AuthOptions } from '#auth/auth.ts'
import { parseAllowRules, type AllowRuleSettings } from '#auth/oidc/allow-rules.ts'
import {
  responseCookies,
  createTestAuth,
  testOrigin,
  testSessionKeys,
  createAuthRequest,
  type AuthRequestInit,
} from '#auth/testing/helpers.ts'
import {
  oidcTestClient,
  cancelSignInAt,
  startOidcProvider,
  signInAtProvider,
  type OidcAccount,
  type OidcProviderOptions,
} from '#auth/testing/oidc-provider.ts'
import { createTokenCipher } from '#auth/session/encrypted-token.ts'

const accounts: OidcAccount[] = [
  { sub: 'alice', email: 'Alice@example.com', email_verified: true, groups: ['sales'] },
  { sub: 'bob', email: 'bob@evil-example.com', email_verified: true, groups: ['support'] },
  { sub: 'carol', email: 'carol@example.com', email_verified: false, preferred_username: 'carol' },
  { sub: 'dave', preferred_username: 'dave', groups: ['support'] },
]
const redirectUri = `${testOrigin}/auth/oidc/callback`
const startProvider = (options: Partial<OidcProviderOptions> = {}) =>
  startOidcProvider({ redirectUri, accounts, ...options })
let provider: Awaited<ReturnType<typeof startProvider>>

// Silences the provider's warnings about plain http and development keys.
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  provider = await startProvider()
})
afterAll(() => provider.stop())

type OidcTestOptions = Partial<AuthOptions> & {
  issuer?: string
  secret?: string
  allow?: Partial<AllowRuleSettings>
}

function setupOidcAuth({
  issuer = provider.issuer,
  secret = oidcTestClient.secret,
  allow,
  ...options
}: OidcTestOptions = {}) {
  const parsed = parseAllowRules({
    domains: null,
    emails: null,
    groups: null,
    ...(allow ?? { domains: 'example.com' }),
  })
  if ('error' in parsed) throw new Error(parsed.error)
  const testAuth = createTestAuth(
    {
      kind: 'oidc',
      oidc: {
        issuer: new URL(issuer),
        clientId: oidcTestClient.id,
        clientSecret: secret,
        groupsClaim: 'groups',
        allowed: parsed.allowed,
      },
      session: { keys: testSessionKeys(), idleMinutes: 60, hours: 12 },
    },
    options,
  )
  const startSignIn = async (to = '/flows?status=active') => {
    const response = await testAuth.sendRequest(`/auth/oidc?to=${encodeURIComponent(to)}`)
    return { response, cookie: responseCookies(response), page: response.headers.get('location') ?? '' }
  }
  const finishSignIn = (address: string, init: AuthRequestInit) => {
    const { pathname, search } = new URL(address)
    return testAuth.sendRequest(`${pathname}${search}`, {
      ...init,
      headers: { 'sec-fetch-site': 'cross-site' },
    })
  }
  const signIn = async (login: string, to?: string) => {
    const { cookie, page } = await startSignIn(to)
    return finishSignIn(await signInAtProvider(page, login), { cookie })
  }
  return { ...testAuth, startSignIn, finishSignIn, signIn }
}

const signInErrorLocation = (response: Response) => {
  expect([response.status, responseCookies(response)]).toEqual([302, ''])
  expect(response.headers.getSetCookie()).toEqual([
    'flowdesk-oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
  ])
  return response.headers.get('location')
}

describe('signing in', () => {
  test('redirects to the provider with state, nonce and PKCE', async () => {
    const { response, page } = await setupOidcAuth().startSignIn()
    expect(response.status).toBe(302)
    const { origin: at, searchParams } = new URL(page)
    expect(at).toBe(provider.issuer)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: oidcTestClient.id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    const [cookie = '', ...more] = response.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^flowdesk-oidc=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
    for (const secret of ['state', 'nonce']) expect(cookie).not.toContain(searchParams.get(secret))
  })

  test('returns to the page it started from, with the e-mail address as the user', async () => {
    const { auth, signIn, events, sendRequest } = setupOidcAuth()
    const response = await signIn('alice')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/flows?status=active'])
    const cookie = responseCookies(response)
    expect(response.headers.getSetCookie()).toEqual([
      `${cookie}; Path=/; HttpOnly; SameSite=Lax`,
      'flowdesk-oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ])
    expect(await auth.identify(createAuthRequest('/', { cookie }))).toEqual({ user: 'Alice@example.com' })
    expect(await (await sendRequest('/api/session', { cookie })).json()).toEqual({
      demo: false,
      mask: false,
      access: 'oidc',
      user: 'Alice@example.com',
    })
    expect(events).toEqual([{ event: 'sign-in', user: 'Alice@example.com', address: '203.0.113.7' }])
  })

  test('returns to a path of the maximum length', async () => {
    const path = `/flows?q=${'x'.repeat(1991)}`
    const { startSignIn, finishSignIn } = setupOidcAuth()
    const { response, cookie, page } = await startSignIn(path)
    // Browsers drop a cookie of more than 4096 characters.
    expect(response.headers.getSetCookie()[0]?.length).toBeLessThan(4096)
    const back = await finishSignIn(await signInAtProvider(page, 'alice'), { cookie })
    expect(back.headers.get('location')).toBe(path)
  })

  test('returns only to a page of Flowdesk', async () => {
    expect((await setupOidcAuth().signIn('alice', '//evil.example')).headers.get('location')).toBe('/')
  })

  test('uses PUBLIC_URL and secure cookies behind TLS', async () => {
    const { startSignIn } = setupOidcAuth({ publicOrigin: 'https://flowdesk.example' })
    const { response, page } = await startSignIn()
    expect(new URL(page).searchParams.get('redirect_uri')).toBe('https://flowdesk.example/auth/oidc/callback')
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flowdesk-oidc=.*; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/),
    ])
  })

  test('accepts a provider that puts the claims into the ID token and wants the secret in the body', async () => {
    const other = await startProvider({ inIdToken: true, clientAuthMethod: 'client_secret_post' })
    try {
      const { signIn, events } = setupOidcAuth({ issuer: other.issuer, allow: { groups: 'Support' } })
      expect((await signIn('dave')).headers.get('location')).toBe('/flows?status=active')
      expect(events).toEqual([{ event: 'sign-in', user: 'dave', address: '203.0.113.7' }])
    } finally {
      await other.stop()
    }
  })

  test('allows only GET', async () => {
    const { sendRequest } = setupOidcAuth()
    for (const path of ['/auth/oidc', '/auth/oidc/callback']) {
      expect((await sendRequest(path, { method: 'POST' })).status).toBe(405)
    }
  })
})

describe('who may sign in', () => {
  test.each<[string, Partial<AllowRuleSettings>, string]>([
    ['alice', { emails: 'alice@EXAMPLE.com' }, 'Alice@example.com'],
    ['bob', { groups: 'support' }, 'bob@evil-example.com'],
    ['dave', { groups: 'support' }, 'dave'],
  ])('%s may, with %j', async (login, allow, user) => {
    const { signIn, events } = setupOidcAuth({ allow })
    await signIn(login)
    expect(events).toEqual([{ event: 'sign-in', user, address: '203.0.113.7' }])
  })

  test.each<[string, Partial<AllowRuleSettings>, string]>([
    ['alice', { groups: 'support' }, 'Alice@example.com'],
    ['bob', { domains: 'example.com' }, 'bob@evil-example.com'],
    ['carol', { domains: 'example.com', emails: 'carol@example.com' }, 'carol'],
    ['dave', { domains: 'example.com' }, 'dave'],
  ])('%s may not, with %j, and the refusal is logged with the user', async (login, allow, user) => {
    const { signIn, events } = setupOidcAuth({ allow })
    expect(signInErrorLocation(await signIn(login))).toBe('/?sign-in=not-allowed')
    expect(events).toEqual([
      { event: 'sign-in-refused', user, address: '203.0.113.7', reason: 'not-allowed' },
    ])
  })

  test('a user whom the provider itself refuses may not', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    expect(signInErrorLocation(await finishSignIn(await cancelSignInAt(page), { cookie }))).toBe(
      '/?sign-in=not-allowed',
    )
    expect(events).toEqual([
      expect.objectContaining({ event: 'sign-in-refused', user: null, reason: 'access_denied' }),
    ])
  })

  test('a session ends when the rules change', async () => {
    const cookie = responseCookies(await setupOidcAuth().signIn('alice'))
    const { auth } = setupOidcAuth({ allow: { domains: 'example.org' } })
    expect(await auth.identify(createAuthRequest('/', { cookie }))).toBeNull()
  })
})

const failed = (reason: unknown = expect.any(String)) => [
  { event: 'sign-in-refused', user: null, address: '203.0.113.7', reason },
]

describe('an invalid callback', () => {
  test('with another state fails', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const address = new URL(await signInAtProvider(page, 'alice'))
    address.searchParams.set('state', 'x'.repeat(43))
    expect(signInErrorLocation(await finishSignIn(address.href, { cookie }))).toBe('/?sign-in=failed')
    expect(events).toEqual(failed('OAUTH_INVALID_RESPONSE'))
  })

  test('in another browser than the one that started it fails', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { page } = await startSignIn()
    const theirs = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie: theirs.cookie }))).toBe(
      '/?sign-in=failed',
    )
    expect(signInErrorLocation(await finishSignIn(address, {}))).toBe('/?sign-in=expired')
    expect(events).toEqual([...failed('OAUTH_INVALID_RESPONSE'), ...failed('expired')])
  })

  test('that is used twice fails', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    expect((await finishSignIn(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
    // The browser has deleted the cookie by then; with a copy of it, the provider refuses the code.
    expect(signInErrorLocation(await finishSignIn(address, {}))).toBe('/?sign-in=expired')
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    expect(events.slice(1)).toEqual([...failed('expired'), ...failed('invalid_grant')])
  })

  test.each<[string, Record<string, string>, string]>([
    ['another nonce', { nonce: 'x'.repeat(43) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['another PKCE verifier', { verifier: 'x'.repeat(43) }, 'invalid_grant'],
  ])('with %s fails', async (_, changed, reason) => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const cipher = createTokenCipher(testSessionKeys(), 'sign-in')
    const claims = z.record(z.string(), z.unknown()).parse(await cipher.decrypt(cookie.split('=')[1] ?? ''))
    const forged = await cipher.encrypt({ ...claims, ...changed })
    const address = await signInAtProvider(page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie: `flowdesk-oidc=${forged}` }))).toBe(
      '/?sign-in=failed',
    )
    expect(events).toEqual(failed(reason))
  })

  test('after more than ten minutes is expired', async () => {
    const clock = { now: Date.parse('2026-11-03T09:00:00Z') }
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ now: () => clock.now })
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    clock.now += 600_000
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=expired')
    expect(events).toEqual(failed('expired'))
    clock.now -= 1
    expect((await finishSignIn(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
  })

  test.each([
    '',
    '?code=x',
    '?error=server_error&error_description=hush',
    '?state=%00',
    '?code=a&code=b&state=c',
  ])('with the query "%s" fails', async (query) => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie } = await startSignIn()
    expect(signInErrorLocation(await finishSignIn(`${redirectUri}${query}`, { cookie }))).toBe(
      '/?sign-in=failed',
    )
    expect(events).toEqual(failed())
    expect(JSON.stringify(events)).not.toContain('hush')
  })

  test('with a session cookie as the sign-in cookie is expired, and the reverse is no session', async () => {
    const { auth, startSignIn, finishSignIn, signIn } = setupOidcAuth()
    const [, session = ''] = responseCookies(await signIn('alice')).split('=')
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie: `flowdesk-oidc=${session}` }))).toBe(
      '/?sign-in=expired',
    )
    const [, signInToken = ''] = cookie.split('=')
    expect(await auth.identify(createAuthRequest('/', { cookie: `flowdesk=${signInToken}` }))).toBeNull()
  })
})

describe('a faulty provider', () => {
  const realFetch = globalThis.fetch
  beforeEach(() => void vi.spyOn(globalThis, 'fetch'))
  afterEach(() => vi.mocked(globalThis.fetch).mockRestore())

  /** Changes the provider's responses at URLs that end with `path`. */
  const tamper = (path: string, change: (body: Record<string, unknown>) => Record<string, unknown>) => {
    vi.mocked(globalThis.fetch).mockImplementation(async (...args) => {
      const response = await realFetch(...args)
      if (!new Request(...args).url.endsWith(path)) return response
      return Response.json(change(z.record(z.string(), z.unknown()).parse(await response.json())))
    })
  }

  test('that is down at the start fails the sign-in, and the next one tries again', async () => {
    const other = await startProvider()
    await other.stop()
    const { sendRequest, startSignIn, events } = setupOidcAuth({ issuer: other.issuer })
    expect(signInErrorLocation(await sendRequest('/auth/oidc?to=/flows'))).toBe('/?sign-in=failed')
    expect(events).toEqual([
      { event: 'sign-in-refused', user: null, address: '203.0.113.7', reason: 'ECONNREFUSED' },
    ])
    const back = await startProvider({ port: other.port })
    try {
      expect((await startSignIn()).page).toContain(back.issuer)
    } finally {
      await back.stop()
    }
  })

  test('that goes down during the sign-in fails it', async () => {
    const other = await startProvider()
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ issuer: other.issuer })
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    await other.stop()
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    // UND_ERR_SOCKET where a kept-alive connection has not noticed yet.
    expect(events).toEqual(failed(expect.stringMatching(/^(ECONNREFUSED|UND_ERR_SOCKET)$/)))
  })

  test('that does not accept the client secret fails the sign-in', async () => {
    const { signIn, events } = setupOidcAuth({ secret: 'hush-wrong-secret' })
    expect(signInErrorLocation(await signIn('alice'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ reason: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' })])
  })

  test('that claims another issuer fails the sign-in', async () => {
    tamper('/openid-configuration', (body) => ({ ...body, issuer: 'https://evil.example' }))
    const { sendRequest, events } = setupOidcAuth()
    expect(signInErrorLocation(await sendRequest('/auth/oidc'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', user: null })])
  })

  test('whose ID token has a wrong signature fails the sign-in', async () => {
    tamper('/token', (body) => {
      const [head, claims, signature = ''] = String(body['id_token']).split('.')
      return { ...body, id_token: [head, claims, signature.split('').toReversed().join('')].join('.') }
    })
    const { signIn, events } = setupOidcAuth()
    expect(signInErrorLocation(await signIn('alice'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', user: null })])
  })

  test('whose userinfo belongs to another user fails the sign-in', async () => {
    tamper('/me', (body) => ({ ...body, sub: 'bob' }))
    const { signIn } = setupOidcAuth()
    expect(signInErrorLocation(await signIn('alice'))).toBe('/?sign-in=failed')
  })
})
