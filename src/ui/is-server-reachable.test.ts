import { afterEach, expect, test, vi } from 'vitest'

import { isServerReachable, waitForServer } from './is-server-reachable.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

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

test('waits until the server responds, and no longer than until it is aborted', async () => {
  vi.useFakeTimers()
  let status = 502
  const fetch = vi.fn<() => Promise<Response>>(async () => new Response(null, { status }))
  vi.stubGlobal('fetch', fetch)
  const abort = new AbortController()
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()]
  void waitForServer(new AbortController().signal).then(first)
  void waitForServer(abort.signal).then(second)
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetch).toHaveBeenCalledTimes(4)
  abort.abort()
  await vi.advanceTimersByTimeAsync(2000)
  expect(second).toHaveBeenCalled()
  expect(first).not.toHaveBeenCalled()
  status = 401
  await vi.advanceTimersByTimeAsync(2000)
  expect(first).toHaveBeenCalled()
})
