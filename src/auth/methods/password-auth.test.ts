import { scrypt } from 'node:crypto'

import { beforeAll, describe, expect, test, vi } from 'vitest'

import type { AuthOptions } from '#auth/auth.ts'
import {
  responseCookies,
  createTestAuth,
  testSessionKeys,
  createAuthRequest,
  type AuthRequestInit,
} from '#auth/testing/helpers.ts'
import { hashPassword, parsePasswordHash, type PasswordHash } from '#auth/password/password-hash.ts'

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>()
  return { ...real, scrypt: vi.fn<typeof scrypt>(real.scrypt) }
})

const password = 'correct horse battery'
const minute = 60_000
const addressInNetwork = (index: number) => `10.${index >> 8}.${index & 255}.1`
let hash: PasswordHash

async function hashOf(text: string): Promise<PasswordHash> {
  const parsed = parsePasswordHash(await hashPassword(text, { ln: 14, r: 8, p: 1 }))
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.hash
}

beforeAll(async () => {
  hash = await hashOf(password)
})

function setupPasswordAuth(options?: Partial<AuthOptions>, given = hash) {
  const session = { keys: testSessionKeys(), idleMinutes: 60, hours: 12 }
  const testAuth = createTestAuth({ kind: 'password', hash: given, session }, options)
  const post = (body: string, init?: AuthRequestInit) =>
    testAuth.sendRequest('/api/session/password', { method: 'POST', body, ...init })
  return {
    ...testAuth,
    post,
    signIn: (candidate = password, init?: AuthRequestInit) =>
      post(JSON.stringify({ password: candidate }), init),
  }
}

describe('the correct password', () => {
  test('starts a session with a user', async () => {
    const { auth, signIn, sendRequest, events } = setupPasswordAuth()
    const response = await signIn()
    expect([response.status, await response.text()]).toEqual([204, ''])
    const cookie = responseCookies(response)
    expect(response.headers.getSetCookie()).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Lax`])
    expect(await auth.identify(createAuthRequest('/api/v1/Flows', { cookie }))).toEqual({
      user: 'shared password',
    })
    expect(await (await sendRequest('/api/session', { cookie })).json()).toEqual({
      demo: false,
      mask: false,
      access: 'password',
      user: 'shared password',
    })
    expect(events).toEqual([{ event: 'sign-in', user: 'shared password', address: '203.0.113.7' }])
  })

  test('ends the session before, copies of its cookie included', async () => {
    const { auth, signIn } = setupPasswordAuth()
    const before = responseCookies(await signIn())
    const after = responseCookies(await signIn(password, { cookie: before }))
    const identify = (cookie: string) => auth.identify(createAuthRequest('/', { cookie }))
    expect([await identify(before), await identify(after)]).toEqual([null, { user: 'shared password' }])
  })

  test('sets a secure cookie when Flowdesk is behind TLS', async () => {
    const { signIn } = setupPasswordAuth({ publicOrigin: 'https://flowdesk.example' })
    const response = await signIn(password, { headers: { origin: 'https://flowdesk.example' } })
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ])
  })

  test('starts sessions that end when the password changes', async () => {
    const cookie = responseCookies(await setupPasswordAuth().signIn())
    const { auth } = setupPasswordAuth({}, await hashOf('another password'))
    expect(await auth.identify(createAuthRequest('/', { cookie }))).toBeNull()
  })
})

describe('anything else is a wrong password', () => {
  test.each([
    JSON.stringify({ password: 'wrong horse battery' }),
    JSON.stringify({ password: '' }),
    JSON.stringify({ password: 'x'.repeat(4000) }),
    JSON.stringify({ password: null }),
    JSON.stringify({ password: [password] }),
    JSON.stringify({ Password: password }),
    JSON.stringify(password),
    'null',
    '[]',
    '{',
    '',
    password,
    `{"password":"${password}"`,
  ])('%.50s', async (body) => {
    const { post, events } = setupPasswordAuth()
    const response = await post(body)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Flowdesk')
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await response.json()).toEqual({ code: null, message: 'That is not the password.', status: 401 })
    expect(events).toEqual([
      { event: 'sign-in-refused', user: null, address: '203.0.113.7', reason: 'wrong password' },
    ])
  })

  test('even when the password is empty', async () => {
    const { post } = setupPasswordAuth({}, await hashOf(''))
    expect((await post('{')).status).toBe(401)
  })

  test('and is hashed and counted like any attempt, so that it takes equally long', async () => {
    const { post } = setupPasswordAuth()
    vi.mocked(scrypt).mockClear()
    for (let i = 1; i <= 5; i++) {
      expect((await post('{')).status).toBe(401)
      expect(scrypt).toHaveBeenCalledTimes(i)
    }
    expect((await post('{')).status).toBe(429)
    expect(scrypt).toHaveBeenCalledTimes(5)
  })
})

describe('after five wrong ones', () => {
  test('an address must wait, with Retry-After; another need not', async () => {
    const { signIn, events } = setupPasswordAuth()
    for (let i = 0; i < 5; i++) {
      expect((await signIn('error')).status).toBe(401)
    }
    const response = await signIn()
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('15')
    expect(await response.json()).toEqual({
      code: null,
      message: 'Too many attempts from your address: try again in 15 seconds.',
      status: 429,
    })
    expect(events.at(-1)).toEqual({
      event: 'sign-in-refused',
      user: null,
      address: '203.0.113.7',
      reason: 'too many attempts',
    })
    expect((await signIn(password, { address: '203.0.113.8' })).status).toBe(204)
  })

  test('existing sessions keep working', async () => {
    const { auth, signIn } = setupPasswordAuth()
    const cookie = responseCookies(await signIn())
    for (let i = 0; i < 6; i++) {
      await signIn('error')
    }
    expect(await auth.identify(createAuthRequest('/', { cookie }))).not.toBeNull()
  })
})

describe('many addresses at once', () => {
  test('beyond what can wait, get the answer that Flowdesk is busy, with Retry-After', async () => {
    const { signIn, events } = setupPasswordAuth()
    // The two that are checked never end.
    vi.mocked(scrypt)
      .mockImplementationOnce(() => {})
      .mockImplementationOnce(() => {})
    for (let i = 0; i < 502; i++) void signIn(password, { address: addressInNetwork(i) })
    const response = await signIn(password, { address: addressInNetwork(502) })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await response.json()).toEqual({
      code: null,
      message: 'Flowdesk is busy checking passwords: try again in 5 seconds.',
      status: 503,
    })
    expect(events).toEqual([
      { event: 'sign-in-refused', user: null, address: addressInNetwork(502), reason: 'too busy' },
    ])
  })

  test('with wrong passwords do not keep out those with the right one', async () => {
    const { signIn } = setupPasswordAuth()
    const end = new AbortController()
    const attackers = Array.from({ length: 60 }, async (_, i) => {
      while (!end.signal.aborted) {
        await signIn('error', { address: addressInNetwork(i) })
        // A refusal takes no time, so the others need a chance.
        await new Promise((go) => setImmediate(go))
      }
    })
    const people = Array.from({ length: 5 }, (_, i) => signIn(password, { address: `198.51.${i}.7` }))
    expect((await Promise.all(people)).map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    end.abort()
    await Promise.all(attackers)
  })
})

describe('what is rejected without checking the password', () => {
  test('a body over 4 kB, of which the rest is not read', async () => {
    const { auth, events } = setupPasswordAuth()
    const { request, ...rest } = createAuthRequest('/api/session/password', { method: 'POST', body: '{}' })
    const cancel = vi.fn<() => void>()
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent++
        controller.enqueue(new Uint8Array(1024))
      },
      cancel,
    })
    const init = { method: 'POST', headers: request.headers, body, duplex: 'half' }
    const endless = new Request(request.url, init)
    expect((await auth.handle({ ...rest, request: endless }))?.status).toBe(413)
    expect(cancel).toHaveBeenCalledOnce()
    expect(sent).toBeLessThan(10)
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', reason: 'too long' })])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'a body of the type "%s"',
    async (type) => {
      const { signIn, events } = setupPasswordAuth()
      expect((await signIn(password, { headers: { 'content-type': type } })).status).toBe(415)
      expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', reason: 'not JSON' })])
    },
  )

  test('a type with a charset is accepted', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    expect((await setupPasswordAuth().signIn(password, { headers })).status).toBe(204)
  })

  test('a request from another site', async () => {
    const { signIn, events } = setupPasswordAuth()
    expect((await signIn(password, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect(events).toEqual([
      expect.objectContaining({ event: 'sign-in-refused', reason: 'request from another site' }),
    ])
  })

  test('another method', async () => {
    const response = await setupPasswordAuth().sendRequest('/api/session/password')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('the session', () => {
  test('is renewed by POST only', async () => {
    const clock = { now: Date.parse('2026-11-03T09:00:00Z') }
    const { sendRequest, signIn } = setupPasswordAuth({ now: () => clock.now })
    let cookie = responseCookies(await signIn())
    clock.now += 59 * minute
    expect((await sendRequest('/api/session', { cookie })).headers.getSetCookie()).toEqual([])
    const response = await sendRequest('/api/session', { method: 'POST', cookie })
    expect(response.status).toBe(204)
    cookie = responseCookies(response)
    clock.now += 59 * minute
    expect(await (await sendRequest('/api/session', { cookie })).json()).toMatchObject({
      user: 'shared password',
    })
    clock.now += minute
    expect(await (await sendRequest('/api/session', { cookie })).json()).toMatchObject({ user: null })
    const over = await sendRequest('/api/session', { method: 'POST', cookie })
    expect([over.status, over.headers.get('www-authenticate')]).toEqual([401, 'Flowdesk'])
    expect(over.headers.getSetCookie()).toEqual([])
    expect(await over.json()).toEqual({ code: null, message: expect.any(String), status: 401 })
  })

  test('ends by DELETE, which clears the cookie and the browser’s data, and is logged', async () => {
    const { sendRequest, signIn, events } = setupPasswordAuth()
    const cookie = responseCookies(await signIn())
    const response = await sendRequest('/api/session', { method: 'DELETE', cookie })
    expect(response.status).toBe(204)
    expect(response.headers.getSetCookie()).toEqual(['flowdesk=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
    expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(events.at(-1)).toEqual({ event: 'sign-out', user: 'shared password', address: '203.0.113.7' })
  })

  test('that is invalid is cleared too, and nothing is logged', async () => {
    const { sendRequest, events } = setupPasswordAuth()
    const response = await sendRequest('/api/session', { method: 'DELETE', cookie: 'flowdesk=x' })
    expect([response.status, response.headers.getSetCookie().length]).toEqual([204, 1])
    expect(events).toEqual([])
  })

  test('has no user before a sign-in', async () => {
    const { auth, sendRequest } = setupPasswordAuth()
    expect(await auth.identify(createAuthRequest('/'))).toBeNull()
    expect(await (await sendRequest('/api/session')).json()).toMatchObject({ access: 'password', user: null })
  })
})
