import { afterEach, expect, test, vi } from 'vitest'

import { isServerReachable } from './is-server-reachable.ts'

afterEach(() => void vi.unstubAllGlobals())

test.each([
  [200, true],
  // Of a sign-on proxy: the server is there, and the user must sign in.
  [401, true],
  [404, true],
  [502, false],
  [503, false],
])('a response with status %i: reachable is %s', async (status, expected) => {
  vi.stubGlobal('fetch', async () => new Response(null, { status }))
  expect(await isServerReachable()).toBe(expected)
})

test('without a response the server is unreachable', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await isServerReachable()).toBe(false)
})
