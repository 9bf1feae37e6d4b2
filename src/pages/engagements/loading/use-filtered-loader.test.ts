import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { noRunFilter, runListOf, type RunFilter } from '#contract/run-source.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'
import { waitFor } from '#testing/wait-for.ts'

import { filterToAsk, useFilteredLoader } from './use-filtered-loader.ts'
import { useLoader } from './use-loader.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const runList = runListOf(sidOf('FW', 1), 'executions')
const active: RunFilter = { ...noRunFilter, status: 'active' }

beforeEach(() => engine.forgetRequests())
afterEach(unmountAll)

function render(filter: RunFilter | null) {
  const client = createQueryClient()
  return renderHook(
    (props: { filter: RunFilter | null }) =>
      useFilteredLoader(runList, props.filter, useLoader(runList, true, props.filter !== null)),
    { filter },
    (children) => createElement(QueryClientProvider, { client }, children),
  )
}

const listedTokens = () => engine.requests('loadPage').map(({ params }) => params.cursor?.token ?? null)
const cursor = (token: string | null) => (token === null ? null : { page: null, token })
const loadListPage = (next: string | null) =>
  settle(() => engine.last('loadPage').respond(pageSummary({ next: cursor(next) })))
const foundPage = (next: string | null, oldestStartMs: number | null = null): FilteredPage => ({
  rowCount: 1000,
  rows: [],
  next: cursor(next),
  oldestStartMs,
  newestStartMs: oldestStartMs,
  version: 7,
})
/** Waits for a request: the code that plans slices loads when it is first needed. */
const waitForRequests = (count: number) =>
  waitFor(async () => {
    await settle(() => {})
    expect(engine.requests('loadFiltered')).toHaveLength(count)
  })

test('only executions are filtered by Twilio, by active status and by date', () => {
  const query = { ...emptyQuery, from: 1 }
  expect(filterToAsk(runList, { ...query, status: 'active' })).toEqual({ ...active, from: 1 })
  expect(filterToAsk(runList, { ...query, status: 'ended' })).toEqual({ ...noRunFilter, from: 1 })
  expect(filterToAsk(runList, { ...emptyQuery, status: 'ended', text: 'x' })).toBeNull()
  expect(filterToAsk(sidOf('FW', 1), { ...query, status: 'active' })).toBeNull()
})

test('the oldest run that a filter has found is known, and until when all of them are', async () => {
  const to = Date.UTC(2026, 10, 3)
  const hook = await render({ status: null, from: null, to })
  await loadListPage('b')
  await waitForRequests(1)
  expect(hook.current.filtered).toMatchObject({ loadedFrom: null, oldestStartMs: null })
  await settle(() => engine.last('loadFiltered').respond(foundPage('next')))
  expect(hook.current.filtered).toMatchObject({ loadedFrom: to + 1000, oldestStartMs: null })
  await settle(() => engine.last('loadFiltered').respond(foundPage('end', to - 9000)))
  await settle(() => engine.last('loadFiltered').respond(foundPage('end', to - 7000)))
  expect(hook.current.filtered).toMatchObject({
    isCutShort: true,
    loadedFrom: null,
    oldestStartMs: to - 9000,
  })
})

test('with a filter the list stops after its first page; without it, it goes on from its own token', async () => {
  const hook = await render(active)
  await loadListPage('b')
  await waitForRequests(1)
  expect(listedTokens()).toEqual([null])
  expect(hook.current).toMatchObject({ state: 'loading', filtered: { filter: active, isComplete: false } })
  await settle(() => engine.last('loadFiltered').respond(foundPage('next')))
  expect(engine.last('loadFiltered').params.cursor).toEqual(cursor('next'))
  await settle(() => engine.last('loadFiltered').respond(foundPage(null)))
  expect(hook.current).toMatchObject({ state: 'ended', filtered: { isComplete: true, version: 7 } })

  await hook.rerender({ filter: null })
  expect(hook.current).toMatchObject({ state: 'loading', filtered: null })
  expect(listedTokens()).toEqual([null, 'b'])
  await loadListPage('c')
  await loadListPage(null)
  expect(hook.current.state).toBe('ended')
})

test('nothing is asked for once the whole list is loaded', async () => {
  const hook = await render(active)
  await loadListPage(null)
  expect(hook.current).toMatchObject({ state: 'ended', filtered: null })
  expect(engine.requests('loadFiltered')).toEqual([])
})

test('taking the filter off aborts; a failure is shown, and the same page is asked for again', async () => {
  const hook = await render(active)
  await loadListPage('b')
  await waitForRequests(1)
  await settle(() => engine.last('loadFiltered').fail(new Problem('forbidden')))
  expect(hook.current).toMatchObject({
    state: 'failed',
    problem: { kind: 'forbidden' },
    pages: { length: 1 },
  })
  await settle(() => hook.current.loadMore())
  await waitForRequests(2)
  expect(hook.current.state).toBe('loading')
  await hook.rerender({ filter: null })
  expect(engine.last('loadFiltered').isAborted).toBe(true)
  expect(hook.current).toMatchObject({ state: 'loading', problem: null })
})

test('a pause stops after the pages that are under way; another filter starts anew', async () => {
  const hook = await render(active)
  await loadListPage('b')
  await waitForRequests(1)
  await settle(() => hook.current.pause())
  await settle(() => engine.last('loadFiltered').respond(foundPage('next')))
  expect(hook.current.state).toBe('paused')
  await hook.rerender({ filter: { ...active, from: 1 } })
  await waitForRequests(2)
  expect(hook.current).toMatchObject({ state: 'loading', filtered: { filter: { from: 1 } } })
})
