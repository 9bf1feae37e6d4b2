import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'

import { createTokenCipher } from '#auth/session/encrypted-token.ts'
import { responseCookies, createAuthRequest, testSessionKeys } from '#auth/testing/helpers.ts'
import {
  oidcRedirectUri,
  refused,
  setupOidcAuth as setup,
  signInErrorLocation,
  startTestProvider,
  tamper,
  type OidcTestOptions,
} from '#auth/testing/oidc-auth-setup.ts'
import { signInAtProvider } from '#auth/testing/oidc-provider.ts'

let provider: Awaited<ReturnType<typeof startTestProvider>>
const setupOidcAuth = (options: Partial<OidcTestOptions> = {}) =>
  setup({ issuer: provider.issuer, ...options })

beforeAll(async () => {
  provider = await startTestProvider()
})
afterAll(() => provider.stop())

describe('an invalid callback', () => {
  test('with another state is expired, and forgets no attempt', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const address = new URL(await signInAtProvider(page, 'alice'))
    const { href } = address
    address.searchParams.set('state', 'x'.repeat(43))
    const response = await finishSignIn(address.href, { cookie })
    expect(signInErrorLocation(response)).toBe('/?sign-in=expired')
    expect(response.headers.getSetCookie()).toEqual([])
    expect(events).toEqual(refused('expired'))
    expect((await finishSignIn(href, { cookie })).headers.get('location')).toBe('/flows?status=active')
  })

  test('in another browser than the one that started it is expired', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { page } = await startSignIn()
    const theirs = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    for (const cookie of [theirs.cookie, null])
      expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=expired')
    expect(events).toEqual([...refused('expired'), ...refused('expired')])
  })

  test('with the attempt of another state under its name fails', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const [ours, theirs] = [await startSignIn(), await startSignIn()]
    const cookie = `${ours.cookie.split('=')[0]}=${theirs.cookie.split('=')[1]}`
    const address = await signInAtProvider(ours.page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    expect(events).toEqual(refused('OAUTH_INVALID_RESPONSE'))
  })

  test('that is used twice fails', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    expect((await finishSignIn(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
    // The browser has deleted the cookie by then; with a copy of it, the provider refuses the code.
    expect(signInErrorLocation(await finishSignIn(address, {}))).toBe('/?sign-in=expired')
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    expect(events.slice(1)).toEqual([...refused('expired'), ...refused('invalid_grant')])
  })

  test.each<[string, Record<string, string>, string]>([
    ['another nonce', { nonce: 'x'.repeat(43) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['another PKCE verifier', { verifier: 'x'.repeat(43) }, 'invalid_grant'],
  ])('with %s fails', async (_, changed, reason) => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth()
    const { cookie, page } = await startSignIn()
    const cipher = createTokenCipher(testSessionKeys(), 'sign-in')
    const [name = '', token = ''] = cookie.split('=')
    const claims = z.record(z.string(), z.unknown()).parse(await cipher.decrypt(token))
    const forged = await cipher.encrypt({ ...claims, ...changed })
    const address = await signInAtProvider(page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie: `${name}=${forged}` }))).toBe(
      '/?sign-in=failed',
    )
    expect(events).toEqual(refused(reason))
  })

  test('after more than ten minutes is expired', async () => {
    const clock = { now: Date.parse('2026-11-03T09:00:00Z') }
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ now: () => clock.now })
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    clock.now += 600_000
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=expired')
    expect(events).toEqual(refused('expired'))
    clock.now -= 1
    expect((await finishSignIn(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
  })

  test.each(['', '?code=x', '?error=server_error&error_description=hush', '?state=%00', '?state=hush'])(
    'with the query "%s", which no attempt fits, is expired',
    async (query) => {
      const { startSignIn, finishSignIn, events } = setupOidcAuth()
      const { cookie } = await startSignIn()
      const response = await finishSignIn(`${oidcRedirectUri}${query}`, { cookie })
      expect(signInErrorLocation(response)).toBe('/?sign-in=expired')
      expect(JSON.stringify([events, response.headers.getSetCookie()])).not.toContain('hush')
    },
  )

  test.each(['', '&error=server_error&error_description=hush', '&code=a&code=b', '&code=a&state=c'])(
    'with its state and "%s" fails, and forgets that attempt only',
    async (query) => {
      const { startSignIn, finishSignIn, events } = setupOidcAuth()
      const [ours, theirs] = [await startSignIn(), await startSignIn()]
      const state = new URL(ours.page).searchParams.get('state')
      const response = await finishSignIn(`${oidcRedirectUri}?state=${state}${query}`, {
        cookie: `${ours.cookie}; ${theirs.cookie}`,
      })
      expect(signInErrorLocation(response)).toBe('/?sign-in=failed')
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(new RegExp(`^${ours.cookie.split('=')[0]}=;`)),
      ])
      expect(events).toEqual(refused())
      expect(JSON.stringify(events)).not.toContain('hush')
    },
  )

  test('with a session cookie as the sign-in cookie is expired, and the reverse is no session', async () => {
    const { auth, startSignIn, finishSignIn, signIn } = setupOidcAuth()
    const [, session = ''] = responseCookies(await signIn('alice')).split('=')
    const { cookie, page } = await startSignIn()
    const [name = '', signInToken = ''] = cookie.split('=')
    const address = await signInAtProvider(page, 'alice')
    expect(signInErrorLocation(await finishSignIn(address, { cookie: `${name}=${session}` }))).toBe(
      '/?sign-in=expired',
    )
    expect(await auth.identify(createAuthRequest('/', { cookie: `flowdesk=${signInToken}` }))).toBeNull()
  })
})

describe('a faulty provider', () => {
  beforeEach(() => void vi.spyOn(globalThis, 'fetch'))
  afterEach(() => vi.mocked(globalThis.fetch).mockRestore())

  test('that is down at the start fails the sign-in, and is asked again after some seconds', async () => {
    const other = await startTestProvider()
    await other.stop()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const { sendRequest, startSignIn, events } = setupOidcAuth({ issuer: other.issuer })
    try {
      for (let attempt = 0; attempt < 100; attempt++)
        expect(signInErrorLocation(await sendRequest('/auth/oidc?to=/flows'))).toBe('/?sign-in=failed')
      expect(events.slice(99)).toEqual(refused('ECONNREFUSED'))
      expect(globalThis.fetch).toHaveBeenCalledTimes(1)
      vi.advanceTimersByTime(5000)
    } finally {
      vi.useRealTimers()
    }
    const back = await startTestProvider({ port: other.port })
    try {
      expect((await startSignIn()).page).toContain(back.issuer)
    } finally {
      await back.stop()
    }
  })

  test('that goes down during the sign-in fails it', async () => {
    const other = await startTestProvider()
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ issuer: other.issuer })
    const { cookie, page } = await startSignIn()
    const address = await signInAtProvider(page, 'alice')
    await other.stop()
    expect(signInErrorLocation(await finishSignIn(address, { cookie }))).toBe('/?sign-in=failed')
    // UND_ERR_SOCKET where a kept-alive connection has not noticed yet.
    expect(events).toEqual(refused(expect.stringMatching(/^(ECONNREFUSED|UND_ERR_SOCKET)$/)))
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
    const { signIn, events } = setupOidcAuth()
    expect(signInErrorLocation(await signIn('alice'))).toBe('/?sign-in=failed')
    expect(events).toEqual(refused(undefined, { iss: provider.issuer, sub: 'alice' }))
  })
})
