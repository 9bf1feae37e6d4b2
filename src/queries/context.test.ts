import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { parseText } from '#json/worker/parsed-text.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { sidOf } from '#testing/sids.ts'
import { waitFor } from '#testing/wait-for.ts'

import { contextDiffQuery, contextQuery, listedContextQuery } from './context.ts'
import { createQueryClient } from './query-client.ts'

const runList = sidOf('FW', 1)
const engagementSid = sidOf('FN', 1)
const query = contextQuery(runList, engagementSid)
let server: FakeUpstream

beforeEach(() => {
  server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Loads the context anew. */
async function load(client: ReturnType<typeof createQueryClient>, context: string) {
  const loaded = client.fetchQuery({ ...query, staleTime: 0 })
  await waitFor(() => expect(server.pending).toHaveLength(1))
  server.last.respondWith(new Response(`{"context":${context}}`))
  return loaded
}

test('a context that is loaded again keeps its index for as long as its text is the same', async () => {
  const client = createQueryClient()
  const first = await load(client, '{"a":1.0}')
  expect(first).toMatchObject({ text: '{"a":1.0}', result: { size: 2 } })
  expect(await load(client, '{"a":1.0}')).toBe(first)
  const changed = await load(client, '{"a":1.00}')
  expect(changed).toMatchObject({ text: '{"a":1.00}', result: { text: '{"a":1.00}' } })
  expect(changed.id).not.toBe(first.id)
})

test('a context that came with the list has its index already', async () => {
  const client = createQueryClient()
  const listed = listedContextQuery(runList, engagementSid, '{"a":1}')
  const context = await client.fetchQuery(listed)
  expect(await load(client, '{"a":1}')).toBe(context)
  expect(await load(client, '{"a":2}')).not.toBe(context)
})

test('a context that came with the list stays where it is indexed while the new one is', async () => {
  const client = createQueryClient()
  const context = await client.fetchQuery(listedContextQuery(runList, engagementSid, '{"a":1}'))
  // Before the new one is indexed, neither is here.
  vi.spyOn(client, 'getQueryData').mockReturnValueOnce(undefined).mockReturnValueOnce(undefined)
  expect(await load(client, '{"a":1}')).toBe(context)
})

test('a context is dropped a minute after its last reader has left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const client = createQueryClient()
  const leave = new QueryObserver(client, { ...query, staleTime: Infinity }).subscribe(() => {})
  await load(client, '{}')
  vi.advanceTimersByTime(600_000)
  expect(client.getQueryData(query.queryKey)).toBeDefined()
  leave()
  vi.advanceTimersByTime(59_000)
  expect(client.getQueryData(query.queryKey)).toBeDefined()
  vi.advanceTimersByTime(2000)
  expect(client.getQueryData(query.queryKey)).toBeUndefined()
})

test('two contexts are compared, unless one of them is not JSON', async () => {
  const client = createQueryClient()
  const [left, right, invalid] = await Promise.all(['[1]', '[2]', '['].map((text) => parseText(text)))
  if (!left || !right || !invalid) throw new Error('Nothing was indexed.')
  expect(await client.fetchQuery(contextDiffQuery(left, right))).toMatchObject({
    left: left.result,
    right: right.result,
  })
  expect(await client.fetchQuery(contextDiffQuery(left, invalid))).toBe(invalid.result)
  expect(await client.fetchQuery(contextDiffQuery(invalid, right))).toBe(invalid.result)
})
