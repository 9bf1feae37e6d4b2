import { afterEach, expect, test, vi } from 'vitest'

import { signInWithPassword, signOut, stayIn } from './sign-in.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A server that answers so, and what it was asked. */
function server(answer: () => Response | Promise<Response>) {
  const asked: { method: string | undefined; address: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    asked.push({ method: init.method, address, body: init.body })
    return await answer()
  })
  return asked
}

test('the right password', async () => {
  const asked = server(() => new Response(null, { status: 204 }))
  expect(await signInWithPassword('örs "1"')).toEqual({ state: 'in' })
  expect(asked).toEqual([
    { method: 'POST', address: '/api/session/password', body: '{"password":"örs \\"1\\""}' },
  ])
})

test('a wrong one', async () => {
  server(() => new Response('{}', { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }))
  expect(await signInWithPassword('x')).toEqual({ state: 'wrong' })
})

test('too many of them, and until when', async () => {
  server(() => new Response('{}', { status: 429, headers: { 'retry-after': '40' } }))
  const tried = await signInWithPassword('x')
  const seconds = tried.state === 'wait' ? (tried.until - Date.now()) / 1000 : 0
  expect(seconds).toBeGreaterThan(39)
  expect(seconds).toBeLessThanOrEqual(40)
})

test('no connection, or a server that fails', async () => {
  server(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await signInWithPassword('x')).toMatchObject({ state: 'failed', problem: { kind: 'unreachable' } })
  server(() => new Response('', { status: 502 }))
  expect(await signInWithPassword('x')).toMatchObject({ state: 'failed', problem: { status: 502 } })
})

test('staying in and signing out tell of what refuses them', async () => {
  const asked = server(() => new Response('{}', { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }))
  await expect(stayIn()).rejects.toMatchObject({ kind: 'signed-out' })
  await expect(signOut()).rejects.toMatchObject({ kind: 'signed-out' })
  expect(asked.map(({ method, address }) => `${method} ${address}`)).toEqual([
    'POST /api/session',
    'DELETE /api/session',
  ])
})
