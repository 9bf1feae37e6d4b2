import { describe, expect, test } from 'vitest'

import { isSession } from '#contract/session.ts'

import { createLoginFailures } from './password/login-failures.ts'
import { hashPassword, parsePasswordHash } from './password/password-hash.ts'
import { createSignedTokens } from './tokens/signed-tokens.ts'
import { createTestAuth, createAuthRequest, testSessionKeys } from './testing/helpers.ts'

const local = () => createTestAuth({ kind: 'local' })

describe('local', () => {
  test('identifies everybody as "local"', async () => {
    const { auth, sendRequest } = local()
    expect(auth.kind).toBe('local')
    expect(await auth.identify(createAuthRequest('/api/v1/Flows'))).toEqual({ user: 'local' })
    const session: unknown = await (await sendRequest('/api/session')).json()
    expect(isSession(session)).toBe(true)
    expect(session).toEqual({ demo: false, mask: false, access: 'local', user: 'local' })
  })

  test('the session reports demo data', async () => {
    const { sendRequest } = createTestAuth({ kind: 'local' }, { demo: true })
    expect(await (await sendRequest('/api/session')).json()).toMatchObject({ demo: true, mask: false })
  })

  test('the session reports whether personal data is masked', async () => {
    const { sendRequest } = createTestAuth({ kind: 'local' }, { mask: true })
    expect(await (await sendRequest('/api/session')).json()).toMatchObject({ demo: false, mask: true })
  })

  test.each(['POST', 'DELETE'])('%s returns 204 and does nothing', async (method) => {
    const { sendRequest, events } = local()
    const response = await sendRequest('/api/session', { method })
    expect(response.status).toBe(204)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(response.headers.has('clear-site-data')).toBe(false)
    expect(events).toEqual([])
  })

  test.each(['/api/session/password', '/auth/oidc', '/auth/oidc/callback', '/auth/', '/api/session/x'])(
    '%s is not found',
    async (path) => {
      const response = await local().sendRequest(path)
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ code: null, message: expect.any(String), status: 404 })
    },
  )
})

describe('while it is not known which sessions have ended', () => {
  const shared = {
    endedSessions: { isKnown: () => false, has: () => true, add: () => {} },
    loginFailures: createLoginFailures(),
    createTokenStore: () => createSignedTokens(testSessionKeys(), { purpose: 'test', now: Date.now }),
  }

  test.each(['/api/session', '/api/session/password', '/api/v1/Flows', '/auth/oidc'])(
    '%s answers 503 where sessions are needed',
    async (path) => {
      const hash = parsePasswordHash(await hashPassword('correct horse battery', { ln: 14, r: 8, p: 1 }))
      if ('error' in hash) throw new Error(hash.error)
      const session = { keys: testSessionKeys(), idleMinutes: 60, hours: 12 }
      const { sendRequest } = createTestAuth({ kind: 'password', hash: hash.hash, session }, { shared })
      const response = await sendRequest(path)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await response.text()).toContain('which sessions have ended')
    },
  )

  test('a sign-in without sessions goes on', async () => {
    const peers = { has: () => true }
    const { sendRequest } = createTestAuth(
      { kind: 'header', header: 'x-user', peers, keys: null },
      { shared },
    )
    const response = await sendRequest('/api/session', { headers: { 'x-user': 'ada' } })
    expect(await response.json()).toMatchObject({ user: 'ada' })
  })
})

describe('every sign-in method', () => {
  test.each([
    '/',
    '/flows',
    '/api',
    '/api/sessions',
    '/api/v1/Flows',
    '/authors',
    '/healthz',
    '/API/session',
  ])('does not handle %s', async (path) => {
    expect(await local().auth.handle(createAuthRequest(path))).toBeNull()
  })

  test('sends small responses that are never cached', async () => {
    const { sendRequest } = local()
    const responses = [
      await sendRequest('/api/session'),
      await sendRequest('/api/session', { method: 'POST' }),
      await sendRequest('/api/session', { method: 'PUT' }),
      await sendRequest('/auth/nowhere'),
    ]
    for (const response of responses) {
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect((await response.text()).length).toBeLessThan(300)
    }
  })

  test('allows four methods at /api/session and lists them', async () => {
    const response = await local().sendRequest('/api/session', { method: 'PUT' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, DELETE'])
  })
})

describe('pages of other sites', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:4174' },
    { origin: 'https://127.0.0.1:4173' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]

  test.each(foreign)('%j may neither read nor change anything', async (headers) => {
    const { sendRequest } = local()
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
      expect((await sendRequest('/api/session', { method, headers })).status).toBe(403)
    }
  })

  test('rejects a read that the browser marks as cross-site, and allows one without the mark', async () => {
    const { sendRequest } = local()
    expect((await sendRequest('/api/session', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(
      403,
    )
    expect((await sendRequest('/api/session', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
    expect((await sendRequest('/api/session')).status).toBe(200)
  })

  test('allows a change without Origin only with Sec-Fetch-Site: same-origin', async () => {
    const { auth } = local()
    const change = async (site: string | null) => {
      const { request, ...rest } = createAuthRequest('/api/session', { method: 'POST' })
      request.headers.delete('origin')
      if (site !== null) request.headers.set('sec-fetch-site', site)
      return (await auth.handle({ request, ...rest }))?.status
    }
    expect(await change('same-origin')).toBe(204)
    for (const site of [null, 'same-site', 'cross-site', 'none']) {
      expect(await change(site)).toBe(403)
    }
  })

  test('with PUBLIC_URL, only its origin may change anything', async () => {
    const { sendRequest } = createTestAuth({ kind: 'local' }, { publicOrigin: 'https://flowdesk.example' })
    const change = async (from: string) =>
      (await sendRequest('/api/session', { method: 'POST', headers: { origin: from } })).status
    expect(await change('https://flowdesk.example')).toBe(204)
    expect(await change('http://127.0.0.1:4173')).toBe(403)
  })
})
