import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, expect, test, vi } from 'vitest'

import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'

import { shownInstead, useEngagementData } from './use-engagement-data.ts'

// The index of a large context, which takes seconds.
vi.mock(import('#json/worker/parsed-text.ts'), () => ({ parseText: () => new Promise(() => {}) }))

afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
})

async function renderRun() {
  const engine = startFakeEngine<EngineMethods, EngineEvent>()
  const server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
  const client = createQueryClient()
  const hook = await renderHook(
    () => useEngagementData(sidOf('FW', 1), sidOf('FN', 1)),
    null,
    (children) => createElement(QueryClientProvider, { client }, children),
  )
  return { engine, server, client, hook }
}

test('the fields of the list’s copy do not wait for the index of its context, nor for Twilio', async () => {
  const { engine, server, hook } = await renderRun()
  expect(hook.current.engagement).toBeNull()
  const entries = [
    { key: 'status', text: '"ended"' },
    { key: 'contact_channel_address', text: '"+14155550100"' },
  ]
  await settle(() => engine.last('rawEngagement').respond({ entries, context: '{"a":1}' }))
  expect(hook.current.engagement?.fields).toMatchObject({
    status: 'ended',
    contact_channel_address: '+14155550100',
  })
  expect(hook.current.context.data).toBeNull()
  expect(server.pending).not.toHaveLength(0)
})

test('after a failed refresh, what Twilio sent before is not called the list’s copy', async () => {
  const { client, hook } = await renderRun()
  const shown = () => shownInstead(hook.current.request.data === null)
  expect([shown(), shownInstead(hook.current.context.isFromList)]).toEqual([
    'the list’s copy',
    'the list’s copy',
  ])
  const { queryKey } = engagementQuery(sidOf('FW', 1), sidOf('FN', 1))
  await settle(() => client.setQueryData(queryKey, parseEngagement([])))
  expect(shown()).toBe('what was loaded before')
})
