import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'

import { followSession } from './follow-session.ts'
import { createQueryClient } from './query-client.ts'
import { askSession } from './session.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A page that somebody has signed in to, unless the test says otherwise, and that shows one thing. */
async function page(user: string | null = 'ada') {
  const server = { user, isOpen: user !== null, asked: 0 }
  vi.stubGlobal('fetch', async () => {
    server.asked++
    return Response.json({ demo: false, mask: false, access: 'password', user: server.user })
  })
  const client = createQueryClient()
  await askSession(client)
  const thing = new QueryObserver(client, {
    queryKey: ['thing'],
    queryFn: async () => {
      if (!server.isOpen) throw new Problem('signed-out')
      return 'thing'
    },
  })
  thing.subscribe(() => {})
  await settled()
  const left: string[] = []
  const clock = { now: 1_000_000 }
  const follow = followSession(
    client,
    { startOver: () => left.push('over'), goHome: () => left.push('home') },
    () => clock.now,
  )
  const shown = () => thing.getCurrentResult()
  const sign = (out: boolean, as = user) => {
    server.user = out ? null : as
    server.isOpen = !out
  }
  return { server, client, thing, follow, left, clock, shown, sign }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('signed in again, what failed meanwhile is asked again', async () => {
  const { client, thing, follow, left, shown, sign } = await page()
  sign(true)
  await thing.refetch()
  expect(shown()).toMatchObject({ data: 'thing', error: { kind: 'signed-out' } })
  await follow.refused()
  sign(false)
  await askSession(client)
  await settled()
  expect(shown().error).toBeNull()
  expect(left).toEqual([])
})

test('somebody else begins anew', async () => {
  const { client, follow, left, sign } = await page()
  sign(true)
  await follow.refused()
  sign(false, 'bob')
  await askSession(client)
  expect(left).toEqual(['over'])
})

test('somebody else in another tab, without a word between, as well', async () => {
  const { follow, left, sign } = await page()
  sign(false, 'bob')
  follow.told('changed')
  await settled()
  expect(left).toEqual(['over'])
})

test('who signs in first is nobody else', async () => {
  const { client, left, sign } = await page(null)
  sign(false, 'ada')
  await askSession(client)
  expect(left).toEqual([])
})

test('signing out in another tab leads home', async () => {
  const { follow, left } = await page()
  follow.told('left')
  expect(left).toEqual(['home'])
})

test('a refusal that comes late, signed in again, is asked again; not over and over', async () => {
  const { server, thing, follow, clock, shown } = await page()
  server.isOpen = false
  await thing.refetch()
  const before = shown().errorUpdateCount
  await follow.refused()
  await settled()
  expect(shown().errorUpdateCount).toBe(before + 1)
  await follow.refused()
  await settled()
  expect(shown().errorUpdateCount).toBe(before + 1)
  clock.now += 10_001
  await follow.refused()
  await settled()
  expect(shown().errorUpdateCount).toBe(before + 2)
})

test('whoever comes back to the tab asks, if nobody is signed in', async () => {
  const { server, follow, sign } = await page()
  follow.lookedAt()
  await settled()
  expect(server.asked).toBe(1)
  sign(true)
  await follow.refused()
  follow.lookedAt()
  await settled()
  expect(server.asked).toBe(3)
})
