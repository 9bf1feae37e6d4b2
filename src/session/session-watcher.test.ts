import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'

import { watchSession } from './session-watcher.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { fetchSession } from './session-query.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A page with a signed-in user, unless the test says otherwise, and one query. */
async function createPage(user: string | null = 'ada') {
  const server = { user, isOpen: user !== null, requestCount: 0 }
  vi.stubGlobal('fetch', async () => {
    server.requestCount++
    return Response.json({ demo: false, mask: false, access: 'password', user: server.user })
  })
  const client = createQueryClient()
  await fetchSession(client)
  const observer = new QueryObserver(client, {
    queryKey: ['test'],
    queryFn: async () => {
      if (!server.isOpen) throw new Problem('signed-out')
      return 'data'
    },
  })
  observer.subscribe(() => {})
  await flushTimers()
  const calls: string[] = []
  const clock = { now: 1_000_000 }
  const watcher = watchSession(
    client,
    {
      onUserChanged: () => calls.push('user-changed'),
      onSignedOutElsewhere: () => calls.push('signed-out'),
    },
    () => clock.now,
  )
  const getResult = () => observer.getCurrentResult()
  const setSignedOut = (isSignedOut: boolean, as = user) => {
    server.user = isSignedOut ? null : as
    server.isOpen = !isSignedOut
  }
  return { server, client, observer, watcher, calls, clock, getResult, setSignedOut }
}

const flushTimers = () => new Promise((resolve) => setTimeout(resolve, 0))

test('signing in again retries what failed meanwhile', async () => {
  const { client, observer, watcher, calls, getResult, setSignedOut } = await createPage()
  setSignedOut(true)
  await observer.refetch()
  expect(getResult()).toMatchObject({ data: 'data', error: { kind: 'signed-out' } })
  await watcher.onUnauthorized()
  setSignedOut(false)
  await fetchSession(client)
  await flushTimers()
  expect(getResult().error).toBeNull()
  expect(calls).toEqual([])
})

test('signing in as another user reports the change', async () => {
  const { client, watcher, calls, setSignedOut } = await createPage()
  setSignedOut(true)
  await watcher.onUnauthorized()
  setSignedOut(false, 'bob')
  await fetchSession(client)
  expect(calls).toEqual(['user-changed'])
})

test('a direct change of user in another tab reports the change', async () => {
  const { watcher, calls, setSignedOut } = await createPage()
  setSignedOut(false, 'bob')
  watcher.onTabMessage('changed')
  await flushTimers()
  expect(calls).toEqual(['user-changed'])
})

test('the first sign-in is not a change of user', async () => {
  const { client, calls, setSignedOut } = await createPage(null)
  setSignedOut(false, 'ada')
  await fetchSession(client)
  expect(calls).toEqual([])
})

test('signing out in another tab is reported', async () => {
  const { watcher, calls } = await createPage()
  watcher.onTabMessage('left')
  expect(calls).toEqual(['signed-out'])
})

test('a late 401 after signing in again is retried, at most once in 10 seconds', async () => {
  const { server, observer, watcher, clock, getResult } = await createPage()
  server.isOpen = false
  await observer.refetch()
  const before = getResult().errorUpdateCount
  await watcher.onUnauthorized()
  await flushTimers()
  expect(getResult().errorUpdateCount).toBe(before + 1)
  await watcher.onUnauthorized()
  await flushTimers()
  expect(getResult().errorUpdateCount).toBe(before + 1)
  clock.now += 10_001
  await watcher.onUnauthorized()
  await flushTimers()
  expect(getResult().errorUpdateCount).toBe(before + 2)
})

test('focusing the tab requests the session only while signed out', async () => {
  const { server, watcher, setSignedOut } = await createPage()
  watcher.onFocus()
  await flushTimers()
  expect(server.requestCount).toBe(1)
  setSignedOut(true)
  await watcher.onUnauthorized()
  watcher.onFocus()
  await flushTimers()
  expect(server.requestCount).toBe(3)
})
