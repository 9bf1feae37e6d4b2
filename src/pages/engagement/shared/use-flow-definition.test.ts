import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createQueryClient } from '#queries/query-client.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'

import { useFlowDefinition } from './use-flow-definition.ts'

const flowSid = sidOf('FW', 1)
let server: FakeUpstream

beforeEach(() => {
  server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
})
afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
})

/** A run with these fields, as JSON texts. */
function runWith(fields: Record<string, string>) {
  return parseEngagement(Object.entries(fields).map(([key, text]) => ({ key, text })))
}

const started = '"2026-11-03T09:12:45Z"'

function render(engagement: ReturnType<typeof runWith> | null, isPending = false) {
  const client = createQueryClient()
  const request = { data: null, problem: null, isPending, retry: () => {} }
  return renderHook(
    () => useFlowDefinition(flowSid, { engagement, request }),
    null,
    (children) => createElement(QueryClientProvider, { client }, children),
  )
}

const published = `/api/v2/Flows/${flowSid}/Revisions/LatestPublished`
const requestedPath = () => new URL(server.last.request.url).pathname
const respond = (fields: object) => settle(() => server.last.respondWith(Response.json(fields)))

test('a run that names its version gets the definition of that revision', async () => {
  const hook = await render(runWith({ flow_version: '12', date_created: started }))
  expect(requestedPath()).toBe(`/api/v2/Flows/${flowSid}/Revisions/12`)
  await respond({ revision: 12, definition: { states: [] } })
  expect(hook.current).toMatchObject({ match: 'exact', isPending: false, revision: { revision: 12 } })
})

test.each([
  ['2026-11-03T09:12:45Z', 'unchanged'],
  ['2026-11-03T09:12:46Z', 'changed'],
  [null, 'unknown'],
])('other runs get the flow as last published: saved at %s, it is %s', async (savedAt, match) => {
  const hook = await render(runWith({ date_created: started }))
  expect(requestedPath()).toBe(published)
  await respond({ revision: 14, date_updated: savedAt, definition: { states: [] } })
  expect(hook.current.match).toBe(match)
})

test('a draft is not said to be what the run followed, even if it was saved before', async () => {
  const hook = await render(runWith({ date_created: started }))
  // The flow was never published, but a test user can run its draft.
  await settle(() => server.last.respondWith(Response.json({ code: 20404 }, { status: 404 })))
  expect(requestedPath()).toBe(`/api/v2/Flows/${flowSid}`)
  await respond({ revision: 14, status: 'draft', date_updated: '2026-11-01T00:00:00Z', definition: {} })
  expect(hook.current.match).toBe('unknown')
})

test('nothing is requested before it is known whether the run names its version, or that it cannot be known', async () => {
  await render(null, true)
  expect(server.requests).toHaveLength(0)
  await render(null)
  expect(requestedPath()).toBe(published)
})

test.each(['null', '"12"', '0', '1.5', '12345678901'])('%s is no version', async (text) => {
  await render(runWith({ flow_version: text }))
  expect(requestedPath()).toBe(published)
})
