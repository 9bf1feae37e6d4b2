import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { responseCookies } from '#auth/testing/helpers.ts'
import {
  realFetch,
  refused,
  setupOidcAuth,
  signInErrorLocation,
  startTestProvider,
  tamper,
} from '#auth/testing/oidc-auth-setup.ts'
import { oidcTestClient, signInAtProvider } from '#auth/testing/oidc-provider.ts'

/** What only some providers offer: `email_verified`, `auth_time` and a logout. */

let provider: Awaited<ReturnType<typeof startTestProvider>>
/** Puts the claims into the ID token, not only into userinfo. */
let direct: typeof provider

beforeAll(async () => {
  provider = await startTestProvider()
  direct = await startTestProvider({ inIdToken: true })
})
afterAll(async () => {
  await provider.stop()
  await direct.stop()
})
beforeEach(() => void vi.spyOn(globalThis, 'fetch'))
afterEach(() => vi.mocked(globalThis.fetch).mockRestore())

const userInfoRequests = () =>
  vi.mocked(globalThis.fetch).mock.calls.filter((args) => new Request(...args).url.endsWith('/me')).length

describe('email_verified', () => {
  test('missing, lets nobody in by address', async () => {
    for (const { issuer } of [provider, direct]) {
      const { signIn, events } = setupOidcAuth({ issuer })
      expect(signInErrorLocation(await signIn('erin'))).toBe('/?sign-in=not-allowed')
      expect(events).toEqual(refused('not-allowed', { user: 'erin', iss: issuer, sub: 'erin' }))
    }
  })

  test('missing, lets users in with OIDC_TRUST_EMAIL, but false never does', async () => {
    for (const { issuer } of [provider, direct]) {
      const { signIn } = setupOidcAuth({ issuer, trustEmail: true })
      expect((await signIn('erin')).headers.get('location')).toBe('/flows?status=active')
      expect(signInErrorLocation(await signIn('carol'))).toBe('/?sign-in=not-allowed')
    }
  })

  test('is asked for at userinfo only where the ID token lacks it', async () => {
    const { signIn, events } = setupOidcAuth({ issuer: direct.issuer })
    await signIn('alice')
    expect(userInfoRequests()).toBe(0)
    tamper('/me', (body) => ({ ...body, email: 'Other@example.com', email_verified: 'true' }))
    await signIn('erin')
    expect(userInfoRequests()).toBe(1)
    expect(events.map(({ user }) => user)).toEqual(['Alice@example.com', 'Other@example.com'])
  })
})

describe('max_age', () => {
  test('is checked: an ID token that does not say when the user authenticated is refused', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ issuer: provider.issuer })
    const { cookie, page } = await startSignIn()
    const changed = new URL(page)
    expect(changed.searchParams.get('max_age')).toBe('43200')
    changed.searchParams.delete('max_age')
    const address = await signInAtProvider(changed.href, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    expect(events).toEqual(refused('OAUTH_INVALID_RESPONSE'))
  })

  test('is checked: a user who authenticated longer ago is refused, even if the provider lets them through', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const { startSignIn, finishSignIn, events } = setupOidcAuth({
        issuer: provider.issuer,
        now: () => Date.now(),
      })
      const jar = new Map<string, string>()
      const signInWithin = async (seconds: number) => {
        const { cookie, page } = await startSignIn()
        const changed = new URL(page)
        changed.searchParams.set('max_age', String(seconds))
        return finishSignIn(await signInAtProvider(changed.href, 'alice', jar), { cookie })
      }
      expect((await signInWithin(43_200)).headers.get('location')).toBe('/flows?status=active')
      vi.setSystemTime(Date.now() + 11.9 * 3_600_000)
      expect((await signInWithin(86_400)).headers.get('location')).toBe('/flows?status=active')
      vi.setSystemTime(Date.now() + 0.2 * 3_600_000)
      expect(signInErrorLocation(await signInWithin(86_400))).toBe('/?sign-in=failed')
      expect(events.slice(2)).toEqual(refused('OAUTH_JWT_TIMESTAMP_CHECK_FAILED'))
    } finally {
      vi.useRealTimers()
    }
  })

  test('is neither sent nor checked where the provider does not offer auth_time', async () => {
    tamper('/openid-configuration', (body) => ({ ...body, claims_supported: ['sub', 'email'] }))
    const { startSignIn, signIn } = setupOidcAuth({ issuer: provider.issuer })
    expect(new URL((await startSignIn()).page).searchParams.has('max_age')).toBe(false)
    expect((await signIn('alice')).headers.get('location')).toBe('/flows?status=active')
  })
})

describe('the logout', () => {
  const path = '/auth/oidc/logout'

  test('leads home by way of the provider, which accepts the URL', async () => {
    const { sendRequest } = setupOidcAuth({ issuer: provider.issuer, logout: true })
    const response = await sendRequest(path)
    expect([response.status, responseCookies(response)]).toEqual([302, ''])
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.origin).toBe(provider.issuer)
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: oidcTestClient.id,
      post_logout_redirect_uri: 'http://127.0.0.1:4173/',
    })
    expect((await realFetch(location)).status).toBe(200)
  })

  test('leads home at once where it is off, or the provider offers none, or does not answer', async () => {
    const off = setupOidcAuth({ issuer: provider.issuer })
    expect((await off.sendRequest(path)).headers.get('location')).toBe('/')
    const down = setupOidcAuth({ issuer: 'http://127.0.0.1:9', logout: true })
    expect((await down.sendRequest(path)).headers.get('location')).toBe('/')
    tamper('/openid-configuration', (body) => ({ ...body, end_session_endpoint: undefined }))
    const none = setupOidcAuth({ issuer: provider.issuer, logout: true })
    expect((await none.sendRequest(path)).headers.get('location')).toBe('/')
  })

  test('cannot be started by another site', async () => {
    const { sendRequest } = setupOidcAuth({ issuer: provider.issuer, logout: true })
    const response = await sendRequest(path, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(response.headers.get('location')).toBe('/')
    expect((await sendRequest(path, { method: 'POST' })).status).toBe(405)
  })
})
