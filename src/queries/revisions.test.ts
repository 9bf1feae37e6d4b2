import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'
import { sidOf } from '#testing/sids.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createQueryClient } from './query-client.ts'
import { revisionsQuery } from './flow-definition.ts'
import { comparableRevisionQuery } from './revisions.ts'

const flowSid = sidOf('FW', 1)
let server: FakeUpstream

beforeEach(() => {
  server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
})
afterEach(() => vi.unstubAllGlobals())

/** Loads revision 12, which Twilio answers with this text. */
async function load(text: string) {
  const loaded = createQueryClient().fetchQuery(comparableRevisionQuery(flowSid, 12))
  await waitFor(() => expect(server.pending).toHaveLength(1))
  expect(new URL(server.last.request.url).pathname).toBe(`/api/v2/Flows/${flowSid}/Revisions/12`)
  server.last.respondWith(new Response(text))
  return loaded
}

test('a revision’s definition has its widgets by name, and every digit as it was sent', async () => {
  expect(
    await load('{"revision":12,"definition":{"states":[{"name":"ask","n":1.000000000000000001}]}}'),
  ).toMatchObject({
    text: '{"states":{"ask":{"name":"ask","n":1.000000000000000001}}}',
    result: { size: 5 },
  })
})

test('a revision without a definition is null; what is not JSON is a problem', async () => {
  expect(await load('{"revision":12,"definition":null}')).toBeNull()
  await expect(load('<html>')).rejects.toMatchObject({ kind: 'not-json' })
})

test('the list of revisions', async () => {
  const loaded = createQueryClient().fetchQuery(revisionsQuery(flowSid))
  await waitFor(() => expect(server.pending).toHaveLength(1))
  const { pathname, search } = new URL(server.last.request.url)
  expect(pathname + search).toBe(`/api/v2/Flows/${flowSid}/Revisions?PageSize=1000`)
  server.last.respondWith(Response.json({ revisions: [{ revision: 1 }], meta: {} }))
  expect(await loaded).toMatchObject({ revisions: [{ revision: 1 }], isComplete: true })
})
