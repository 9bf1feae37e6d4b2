import { scrypt } from 'node:crypto'

import { beforeAll, describe, expect, test, vi } from 'vitest'

import type { AccessOptions } from './access.ts'
import { cookiesOf, openDoor, sessionKeys, visit, type VisitInit } from './for-tests.ts'
import { hashPassword, readPasswordHash, type PasswordHash } from './password-hash.ts'

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>()
  return { ...real, scrypt: vi.fn<typeof scrypt>(real.scrypt) }
})

const password = 'correct horse battery'
const minute = 60_000
let hash: PasswordHash

async function hashOf(text: string): Promise<PasswordHash> {
  const read = readPasswordHash(await hashPassword(text, { ln: 14, r: 8, p: 1 }))
  if ('wrong' in read) throw new Error(read.wrong)
  return read.hash
}

beforeAll(async () => {
  hash = await hashOf(password)
})

function door(options?: Partial<AccessOptions>, given = hash) {
  const session = { keys: sessionKeys(), idleMinutes: 60, hours: 12 }
  const opened = openDoor({ kind: 'password', hash: given, session }, options)
  const post = (body: string, init?: VisitInit) =>
    opened.ask('/api/session/password', { method: 'POST', body, ...init })
  return {
    ...opened,
    post,
    signIn: (word = password, init?: VisitInit) => post(JSON.stringify({ password: word }), init),
  }
}

describe('the right password', () => {
  test('brings a session that says who it is', async () => {
    const { access, signIn, ask, events } = door()
    const answer = await signIn()
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    const cookie = cookiesOf(answer)
    expect(answer.headers.getSetCookie()).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Lax`])
    expect(await access.identify(visit('/api/v1/Flows', { cookie }))).toEqual({ user: 'shared password' })
    expect(await (await ask('/api/session', { cookie })).json()).toEqual({
      demo: false,
      mask: false,
      access: 'password',
      user: 'shared password',
    })
    expect(events).toEqual([{ event: 'sign-in', user: 'shared password', address: '203.0.113.7' }])
  })

  test('brings a cookie for TLS only where the dashboard is behind TLS', async () => {
    const { signIn } = door({ publicOrigin: 'https://flowdesk.example' })
    const answer = await signIn(password, { headers: { origin: 'https://flowdesk.example' } })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ])
  })

  test('brings sessions that end when the password is another', async () => {
    const cookie = cookiesOf(await door().signIn())
    const { access } = door({}, await hashOf('another password'))
    expect(await access.identify(visit('/', { cookie }))).toBeNull()
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
    const { post, events } = door()
    const answer = await post(body)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Flowdesk')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.json()).toEqual({ code: null, message: 'That is not the password.', status: 401 })
    expect(events).toEqual([
      { event: 'sign-in-refused', user: null, address: '203.0.113.7', why: 'wrong password' },
    ])
  })

  test('even where the password is the empty one', async () => {
    const { post } = door({}, await hashOf(''))
    expect((await post('{')).status).toBe(401)
  })

  test('and is hashed and counted like what could be right, so that it takes as long', async () => {
    const { post } = door()
    vi.mocked(scrypt).mockClear()
    for (let i = 1; i <= 5; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await post('{')).status).toBe(401)
      expect(scrypt).toHaveBeenCalledTimes(i)
    }
    expect((await post('{')).status).toBe(429)
    expect(scrypt).toHaveBeenCalledTimes(5)
  })
})

describe('after five wrong ones', () => {
  test('an address must wait, and is told how long; another need not', async () => {
    const { signIn, events } = door()
    for (let i = 0; i < 5; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await signIn('wrong')).status).toBe(401)
    }
    const answer = await signIn()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('15')
    expect(await answer.json()).toEqual({
      code: null,
      message: 'Too many attempts from your address: try again in 15 seconds.',
      status: 429,
    })
    expect(events.at(-1)).toEqual({
      event: 'sign-in-refused',
      user: null,
      address: '203.0.113.7',
      why: 'too many attempts',
    })
    expect((await signIn(password, { address: '203.0.113.8' })).status).toBe(204)
  })

  test('who has signed in before goes on working', async () => {
    const { access, signIn } = door()
    const cookie = cookiesOf(await signIn())
    for (let i = 0; i < 6; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await signIn('wrong')
    }
    expect(await access.identify(visit('/', { cookie }))).not.toBeNull()
  })
})

describe('what is not even looked at', () => {
  test('more than 4 kB, of which no more is read', async () => {
    const { access, events } = door()
    const { request, ...rest } = visit('/api/session/password', { method: 'POST', body: '{}' })
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
    expect((await access.answer({ ...rest, request: endless }))?.status).toBe(413)
    expect(cancel).toHaveBeenCalledOnce()
    expect(sent).toBeLessThan(10)
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', why: 'too long' })])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'a body that says to be "%s"',
    async (type) => {
      const { signIn, events } = door()
      expect((await signIn(password, { headers: { 'content-type': type } })).status).toBe(415)
      expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', why: 'not JSON' })])
    },
  )

  test('a charset beside the type is fine', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    expect((await door().signIn(password, { headers })).status).toBe(204)
  })

  test('the page of another site', async () => {
    const { signIn, events } = door()
    expect((await signIn(password, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect(events).toEqual([
      expect.objectContaining({ event: 'sign-in-refused', why: 'the page of another site asked' }),
    ])
  })

  test('another method', async () => {
    const answer = await door().ask('/api/session/password')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('the session', () => {
  test('is renewed by POST, and by nothing else', async () => {
    const clock = { now: Date.parse('2026-11-03T09:00:00Z') }
    const { ask, signIn } = door({ now: () => clock.now })
    let cookie = cookiesOf(await signIn())
    clock.now += 59 * minute
    expect((await ask('/api/session', { cookie })).headers.getSetCookie()).toEqual([])
    const answer = await ask('/api/session', { method: 'POST', cookie })
    expect(answer.status).toBe(204)
    cookie = cookiesOf(answer)
    clock.now += 59 * minute
    expect(await (await ask('/api/session', { cookie })).json()).toMatchObject({ user: 'shared password' })
    clock.now += minute
    expect(await (await ask('/api/session', { cookie })).json()).toMatchObject({ user: null })
    const over = await ask('/api/session', { method: 'POST', cookie })
    expect([over.status, over.headers.get('www-authenticate')]).toEqual([401, 'Flowdesk'])
    expect(over.headers.getSetCookie()).toEqual([])
    expect(await over.json()).toEqual({ code: null, message: expect.any(String), status: 401 })
  })

  test('ends by DELETE, which clears the cookie and what the browser keeps, and is told', async () => {
    const { ask, signIn, events } = door()
    const cookie = cookiesOf(await signIn())
    const answer = await ask('/api/session', { method: 'DELETE', cookie })
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie()).toEqual(['flowdesk=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(events.at(-1)).toEqual({ event: 'sign-out', user: 'shared password', address: '203.0.113.7' })
  })

  test('that is over is cleared as well, with nobody to tell of', async () => {
    const { ask, events } = door()
    const answer = await ask('/api/session', { method: 'DELETE', cookie: 'flowdesk=x' })
    expect([answer.status, answer.headers.getSetCookie().length]).toEqual([204, 1])
    expect(events).toEqual([])
  })

  test('is nobody’s before anybody signs in', async () => {
    const { access, ask } = door()
    expect(await access.identify(visit('/'))).toBeNull()
    expect(await (await ask('/api/session')).json()).toMatchObject({ access: 'password', user: null })
  })
})
