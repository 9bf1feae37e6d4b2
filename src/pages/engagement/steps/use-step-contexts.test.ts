import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { buildPath } from '#contract/endpoints.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'

import { useStepContexts } from './use-step-contexts.ts'

const runList = sidOf('FW', 1)
const engagementSid = sidOf('FN', 1)
const otherEngagement = sidOf('FN', 2)
const steps = [sidOf('FT', 1), sidOf('FT', 2)]
let server: FakeUpstream

// Loaded before the first response, as its code would be on the page.
beforeAll(() => import('#queries/lossless-parser.ts'))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
})
afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

type Props = { engagementSid: EngagementSid; sids: readonly (StepSid | null)[] }

function render(props: Partial<Props> = {}, client = createQueryClient()) {
  return renderHook(
    ({ engagementSid: FN, sids }: Props) => useStepContexts(runList, FN, sids),
    { engagementSid, sids: steps, ...props },
    (children) => createElement(QueryClientProvider, { client }, children),
  )
}

/** Answers the last request with a context. */
const respond = (context: string) =>
  settle(() => server.last.respondWith(new Response(`{"context":${context}}`)))
const requestedPaths = () => server.requests.map(({ request }) => new URL(request.url).pathname)
const pathOf = (FN: EngagementSid, step: number) =>
  `/api${buildPath('stepContext', { FW: runList, FN, FT: sidOf('FT', step) })}`

test('loads one context at a time, each once', async () => {
  const hook = await render()
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1)])
  await hook.rerender({ engagementSid, sids: [...steps] })
  expect(requestedPaths()).toHaveLength(1)
  await respond('1.0')
  expect(hook.current).toMatchObject({ contexts: [{ text: '1.0' }, null], loadedCount: 1 })
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1), pathOf(engagementSid, 2)])
  await respond('2')
  expect(hook.current).toMatchObject({
    contexts: [{ text: '1.0' }, { text: '2' }],
    loadedCount: 2,
    problem: null,
  })
  expect(requestedPaths()).toHaveLength(2)
})

test('a step that comes later causes one more request', async () => {
  const hook = await render({ sids: steps.slice(0, 1) })
  await respond('1')
  await hook.rerender({ engagementSid, sids: steps })
  await respond('2')
  expect(hook.current.contexts).toMatchObject([{ text: '1' }, { text: '2' }])
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1), pathOf(engagementSid, 2)])
})

test('a step without a SID is not requested', async () => {
  const hook = await render({ sids: [null, ...steps.slice(1)] })
  await respond('2')
  expect(hook.current).toMatchObject({ contexts: [null, { text: '2' }], loadedCount: 1 })
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 2)])
})

test('contexts are kept per engagement, for as long as the page is open', async () => {
  const client = createQueryClient()
  const sids = steps.slice(0, 1)
  const hook = await render({ sids }, client)
  await respond('1')
  await hook.rerender({ engagementSid: otherEngagement, sids })
  expect(hook.current.contexts).toMatchObject([null])
  await respond('2')
  expect(hook.current.contexts).toMatchObject([{ text: '2' }])
  vi.setSystemTime(Date.now() + 3_600_000)
  await hook.rerender({ engagementSid, sids })
  expect(hook.current.contexts).toMatchObject([{ text: '1' }])
  await hook.unmount()
  const again = await render({ sids }, client)
  expect(again.current.contexts).toMatchObject([{ text: '1' }])
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1), pathOf(otherEngagement, 1)])
})

test('another engagement aborts the requests of the old one, and a late answer is dropped', async () => {
  const hook = await render()
  const [old] = server.requests
  await hook.rerender({ engagementSid: otherEngagement, sids: steps })
  expect(old?.state).toBe('aborted')
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1), pathOf(otherEngagement, 1)])
  await respond('3')
  await settle(() => old?.respondWith(new Response('{"context":1}')))
  await respond('4')
  expect(hook.current.contexts).toMatchObject([{ text: '3' }, { text: '4' }])
  expect(requestedPaths()).toEqual([
    pathOf(engagementSid, 1),
    pathOf(otherEngagement, 1),
    pathOf(otherEngagement, 2),
  ])
})

test('a failure does not stop the next step; a retry asks only for the step that failed', async () => {
  const hook = await render()
  await settle(() => server.last.respondWith(new Response('{}', { status: 403 })))
  expect(hook.current.problem).toMatchObject({ kind: 'forbidden' })
  await respond('2')
  expect(hook.current).toMatchObject({ contexts: [null, { text: '2' }], loadedCount: 1 })
  await settle(() => hook.current.retry())
  await respond('1')
  expect(hook.current).toMatchObject({
    contexts: [{ text: '1' }, { text: '2' }],
    loadedCount: 2,
    problem: null,
  })
  expect(requestedPaths()).toEqual([
    pathOf(engagementSid, 1),
    pathOf(engagementSid, 2),
    pathOf(engagementSid, 1),
  ])
})

test('unmounting aborts, and the steps that wait are never requested', async () => {
  const hook = await render()
  await hook.unmount()
  expect(server.last.state).toBe('aborted')
  expect(requestedPaths()).toEqual([pathOf(engagementSid, 1)])
})
