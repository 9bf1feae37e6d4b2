import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { AllowRuleSettings } from '#auth/oidc/allow-rules.ts'
import { responseCookies, createAuthRequest } from '#auth/testing/helpers.ts'
import {
  oidcRedirectUri,
  refused,
  setupOidcAuth as setup,
  signInErrorLocation,
  startTestProvider,
  type OidcTestOptions,
} from '#auth/testing/oidc-auth-setup.ts'
import { oidcTestClient, cancelSignInAt, signInAtProvider } from '#auth/testing/oidc-provider.ts'

let provider: Awaited<ReturnType<typeof startTestProvider>>
const setupOidcAuth = (options: Partial<OidcTestOptions> = {}) =>
  setup({ issuer: provider.issuer, ...options })

beforeAll(async () => {
  provider = await startTestProvider()
})
afterAll(() => provider.stop())

/** The events of one sign-in. */
const signedIn = (user: string, sub: string, iss = provider.issuer) => [
  { event: 'sign-in', user, address: '203.0.113.7', iss, sub },
]

describe('signing in', () => {
  test('redirects to the provider with state, nonce and PKCE', async () => {
    const { response, page } = await setupOidcAuth().startSignIn()
    expect(response.status).toBe(302)
    const { origin: at, searchParams } = new URL(page)
    expect(at).toBe(provider.issuer)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: oidcTestClient.id,
      response_type: 'code',
      redirect_uri: oidcRedirectUri,
      scope: 'openid email profile',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      max_age: '43200',
    })
    const [cookie = '', ...more] = response.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^flowdesk-oidc-[\w-]{16}=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
    for (const secret of ['state', 'nonce']) expect(cookie).not.toContain(searchParams.get(secret))
  })

  test('returns to the page it started from, with the e-mail address as the user', async () => {
    const { auth, signIn, events, sendRequest } = setupOidcAuth()
    const response = await signIn('alice')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/flows?status=active'])
    const cookie = responseCookies(response)
    expect(response.headers.getSetCookie()).toEqual([
      `${cookie}; Path=/; HttpOnly; SameSite=Lax`,
      expect.stringMatching(/^flowdesk-oidc-[\w-]{16}=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/),
    ])
    expect(await auth.identify(createAuthRequest('/', { cookie }))).toEqual({ user: 'Alice@example.com' })
    expect(await (await sendRequest('/api/session', { cookie })).json()).toEqual({
      demo: false,
      mask: false,
      access: 'oidc',
      user: 'Alice@example.com',
    })
    expect(events).toEqual(signedIn('Alice@example.com', 'alice'))
  })

  test('ends the session before, copies of its cookie included', async () => {
    const { auth, startSignIn, finishSignIn, signIn } = setupOidcAuth()
    const before = responseCookies(await signIn('alice'))
    const { cookie, page } = await startSignIn()
    const callback = await signInAtProvider(page, 'alice')
    const after = responseCookies(await finishSignIn(callback, { cookie: `${before}; ${cookie}` }))
    const identify = (each: string) => auth.identify(createAuthRequest('/', { cookie: each }))
    expect([await identify(before), await identify(after)]).toEqual([null, { user: 'Alice@example.com' }])
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
      expect.stringMatching(
        /^__Host-flowdesk-oidc-[\w-]{16}=.*; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
      ),
    ])
  })

  test('accepts a provider that puts the claims into the ID token and wants the secret in the body', async () => {
    const other = await startTestProvider({ inIdToken: true, clientAuthMethod: 'client_secret_post' })
    try {
      const { signIn, events } = setupOidcAuth({ issuer: other.issuer, allow: { groups: 'Support' } })
      expect((await signIn('dave')).headers.get('location')).toBe('/flows?status=active')
      expect(events).toEqual(signedIn('dave', 'dave', other.issuer))
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
    expect(events).toEqual(signedIn(user, login))
  })

  test.each<[string, Partial<AllowRuleSettings>, string]>([
    ['alice', { groups: 'support' }, 'Alice@example.com'],
    ['bob', { domains: 'example.com' }, 'bob@evil-example.com'],
    ['carol', { domains: 'example.com', emails: 'carol@example.com' }, 'carol'],
    ['dave', { domains: 'example.com' }, 'dave'],
  ])('%s may not, with %j, and the refusal is logged with the user', async (login, allow, user) => {
    const { signIn, events } = setupOidcAuth({ allow })
    expect(signInErrorLocation(await signIn(login))).toBe('/?sign-in=not-allowed')
    expect(events).toEqual(refused('not-allowed', { user, iss: provider.issuer, sub: login }))
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
