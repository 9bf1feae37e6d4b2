import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { RunList } from '#contract/run-source.ts'
import { Problem } from '#contract/problem.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'

import { useLoader } from './use-loader.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
let runList: RunList

beforeEach(() => {
  engine.forgetRequests()
  runList = sidOf('FW', 1)
})
afterEach(unmountAll)

let renders = 0

function render(client = createQueryClient()) {
  return renderHook(
    (props: { runList: RunList }) => {
      renders++
      return useLoader(props.runList, true)
    },
    { runList },
    (children) => createElement(QueryClientProvider, { client }, children),
  )
}

/** The tokens of the requested pages, in order; null for the first page. */
const requestedPages = () => engine.requests('loadPage').map(({ params }) => params.cursor?.token ?? null)

/** Answers the last request with a page. @param next the token of the next page; null at the end */
const loadPage = (next: string | null) => settle(() => engine.last('loadPage').respond(page(next)))

const page = (next: string | null) =>
  pageSummary({ next: next === null ? null : { page: null, token: next } })

test('loads one page after another, each once, until the end', async () => {
  const hook = await render()
  expect(hook.current.state).toBe('starting')
  expect(requestedPages()).toEqual([null])
  await loadPage('2')
  expect(hook.current.state).toBe('loading')
  expect(requestedPages()).toEqual([null, '2'])
  await loadPage('3')
  await loadPage(null)
  expect(hook.current.state).toBe('ended')
  expect(hook.current.pages).toHaveLength(3)
  expect(requestedPages()).toEqual([null, '2', '3'])
})

test('pauses by itself after 100 pages, does not render for each, and prefetches none that it will not load', async () => {
  const hook = await render()
  renders = 0
  for (let token = 1; token < 100; token++) await loadPage(String(token))
  expect(engine.requests('loadPage').map(({ params }) => params.prefetch)).toEqual([
    ...Array.from({ length: 99 }, () => true),
    false,
  ])
  expect(hook.current.state).toBe('loading')
  await loadPage('100')
  expect(hook.current).toMatchObject({ state: 'paused', pages: { length: 100 } })
  expect(requestedPages()).toHaveLength(100)
  expect(renders).toBeLessThan(10)
  await settle(() => hook.current.loadAll())
  expect(engine.last('loadPage').params).toMatchObject({ cursor: { token: '100' }, prefetch: true })
})

test('a page that arrives after a pause is kept, and the next one is not requested', async () => {
  const hook = await render()
  await loadPage('2')
  await settle(() => hook.current.pause())
  expect(engine.last('loadPage').isAborted).toBe(false)
  await loadPage('3')
  expect(hook.current.state).toBe('paused')
  expect(hook.current.pages).toHaveLength(2)
  expect(requestedPages()).toEqual([null, '2'])
  await settle(() => hook.current.loadMore())
  expect(requestedPages()).toEqual([null, '2', '3'])
})

test('a pause and a resume during a request neither abort nor repeat it', async () => {
  const hook = await render()
  await loadPage('2')
  await settle(() => hook.current.pause())
  await settle(() => hook.current.loadMore())
  expect(requestedPages()).toEqual([null, '2'])
  expect(engine.last('loadPage').isAborted).toBe(false)
  await loadPage(null)
  expect(hook.current).toMatchObject({ state: 'ended', pages: { length: 2 } })
})

test('after a failure the page that failed is requested again, and no page before it', async () => {
  const hook = await render()
  await loadPage('2')
  await settle(() => engine.last('loadPage').fail(new Problem('unavailable')))
  expect(hook.current).toMatchObject({
    state: 'failed',
    problem: { kind: 'unavailable' },
    pages: { length: 1 },
  })
  expect(requestedPages()).toEqual([null, '2'])
  await settle(() => hook.current.loadMore())
  expect(hook.current.state).toBe('loading')
  await loadPage('3')
  expect(hook.current).toMatchObject({ state: 'loading', problem: null, pages: { length: 2 } })
  expect(requestedPages()).toEqual([null, '2', '2', '3'])
})

test('after a failure of the first page it is requested again', async () => {
  const hook = await render()
  await settle(() => engine.last('loadPage').fail(new Problem('unavailable')))
  expect(hook.current.state).toBe('failed')
  await settle(() => hook.current.loadMore())
  await loadPage(null)
  expect(hook.current).toMatchObject({ state: 'ended', problem: null })
  expect(requestedPages()).toEqual([null, null])
})

test('a restart drops the page being loaded, and asks for the first page once the engine is empty', async () => {
  const hook = await render()
  await loadPage('2')
  const old = engine.last('loadPage')
  await settle(() => hook.current.restart())
  expect(hook.current.epoch).toBe(1)
  expect(requestedPages()).toEqual([null, '2'])
  await settle(() => engine.last('clearFlow').respond(null))
  expect(old.isAborted).toBe(true)
  expect(requestedPages()).toEqual([null, '2', null])
  await settle(() => old.respond(page('3')))
  expect(hook.current).toMatchObject({ state: 'starting', pages: [] })
  await loadPage(null)
  expect(hook.current).toMatchObject({ state: 'ended', pages: { length: 1 } })
})

test('a restart ends a pause', async () => {
  const hook = await render()
  await settle(() => hook.current.pause())
  await loadPage('2')
  await settle(() => hook.current.restart())
  await settle(() => engine.last('clearFlow').respond(null))
  await loadPage('2')
  expect(hook.current.state).toBe('loading')
})

test('another flow aborts the request of the old one, and its late page is dropped', async () => {
  const hook = await render()
  const old = engine.last('loadPage')
  await hook.rerender({ runList: sidOf('FW', 2) })
  expect(old.isAborted).toBe(true)
  await loadPage(null)
  await settle(() => old.respond(page('2')))
  expect(hook.current).toMatchObject({ state: 'ended', pages: { length: 1 } })
  expect(engine.requests('loadPage').map(({ params }) => params.runList)).toEqual([runList, sidOf('FW', 2)])
})

test('unmounting aborts; the next mount goes on with the page that was aborted', async () => {
  const client = createQueryClient()
  const hook = await render(client)
  await loadPage('2')
  const old = engine.last('loadPage')
  await hook.unmount()
  expect(old.isAborted).toBe(true)
  await settle(() => old.respond(page('3')))
  const again = await render(client)
  expect(again.current.pages).toHaveLength(1)
  expect(requestedPages()).toEqual([null, '2', '2'])
})
