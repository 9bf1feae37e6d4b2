import { afterEach, expect, test, vi } from 'vitest'

import { isSigningOut } from '#status/system-status.ts'

import { signInWithPassword, signOut, renewSession } from './sign-in.ts'

afterEach(() => void vi.unstubAllGlobals())

/** Replaces `fetch`. @returns the requests it got */
function stubServer(respond: () => Response | Promise<Response>) {
  const requests: { method: string | undefined; url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    requests.push({ method: init.method, url, body: init.body })
    return await respond()
  })
  return requests
}

test('the right password signs in', async () => {
  const requests = stubServer(() => new Response(null, { status: 204 }))
  expect(await signInWithPassword('örs "1"')).toEqual({ state: 'signed-in' })
  expect(requests).toEqual([
    { method: 'POST', url: '/api/session/password', body: '{"password":"örs \\"1\\""}' },
  ])
})

test('a wrong password is reported', async () => {
  stubServer(() => new Response('{}', { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }))
  expect(await signInWithPassword('x')).toEqual({ state: 'wrong' })
})

test.each([
  [429, 'rate-limited'],
  [503, 'busy'],
])('a %i is reported as %s, with the time of the next attempt', async (status, state) => {
  stubServer(() => new Response('{}', { status, headers: { 'retry-after': '40' } }))
  const result = await signInWithPassword('x')
  expect(result.state).toBe(state)
  const seconds = 'retryAtMs' in result ? (result.retryAtMs - Date.now()) / 1000 : 0
  expect(seconds).toBeGreaterThan(39)
  expect(seconds).toBeLessThanOrEqual(40)
})

test('no connection and server errors are reported', async () => {
  stubServer(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await signInWithPassword('x')).toMatchObject({ state: 'failed', problem: { kind: 'unreachable' } })
  stubServer(() => new Response('', { status: 502 }))
  expect(await signInWithPassword('x')).toMatchObject({ state: 'failed', problem: { status: 502 } })
  stubServer(() => new Response('', { status: 503 }))
  expect(await signInWithPassword('x')).toMatchObject({ state: 'failed', problem: { status: 503 } })
})

test('a response that breaks off still has its status', async () => {
  const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) })
  stubServer(() => new Response(body, { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }))
  expect(await signInWithPassword('x')).toEqual({ state: 'wrong' })
})

test('an error in our own code does not count as a lost connection', async () => {
  vi.stubGlobal('fetch', () => {
    throw new TypeError('Illegal invocation')
  })
  expect(await signInWithPassword('x')).toMatchObject({
    state: 'failed',
    problem: { kind: 'unexpected', detail: 'TypeError: Illegal invocation' },
  })
})

test('renewing the session and signing out reject when signed out', async () => {
  const requests = stubServer(
    () => new Response('{}', { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }),
  )
  await expect(renewSession()).rejects.toMatchObject({ kind: 'signed-out' })
  const signingOut = signOut()
  expect(isSigningOut.get()).toBe(true)
  await expect(signingOut).rejects.toMatchObject({ kind: 'signed-out' })
  expect(isSigningOut.get()).toBe(false)
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /api/session',
    'DELETE /api/session',
  ])
})
