import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import type { RunList } from '#contract/run-source.ts'
import { Problem } from '#contract/problem.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { getEngine } from '#queries/clients.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'

import { preloadSearch } from '#pages/shared/search/load-search.ts'

import { useRowWindow } from './use-row-window.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
let flowCount = 0
let runList: RunList

beforeEach(() => {
  engine.forgetRequests()
  runList = sidOf('FW', ++flowCount)
})
afterEach(unmountAll)
// The code that parses a search loads with the first one.
beforeAll(preloadSearch)
afterEach(() => vi.useRealTimers())

const active: ListQuery = { ...emptyQuery, status: 'active' }
const ended: ListQuery = { ...emptyQuery, status: 'ended' }

const search: ListQuery = { ...emptyQuery, text: 'parcel' }

const change = (version: number) => settle(() => engine.emit({ type: 'changed', runList, version }))
const render = (props: { query: ListQuery; epoch?: number }) =>
  renderHook<typeof props, ReturnType<typeof useRowWindow>>(
    ({ query, epoch = 0 }) => useRowWindow({ runList, query, epoch, rowHeight: () => 10, headerHeight: 0 }),
    props,
  )

test('asks nothing before anything is loaded, then at the first change', async () => {
  const hook = await render({ query: active })
  expect(engine.requests('rows')).toHaveLength(0)
  await change(1)
  expect(engine.requests('rows')).toHaveLength(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  expect(hook.current.rowWindow).toMatchObject({ from: 0, total: 1000, query: active })
  expect(engine.requests('rows')).toHaveLength(1)
})

test('rows that have not changed stay the same objects, so that they are not rendered again', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  const before = hook.current.rowWindow?.rows ?? []
  await change(2)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 2 })))
  expect(hook.current.rowWindow).toMatchObject({ version: 2 })
  expect(hook.current.rowWindow?.rows).toBe(before)
  await change(3)
  const { rows } = rowsFrom(0)
  const changed = rows.map((row, i) => (i === 1 ? { ...row, status: 'ended' } : row))
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 3, rows: changed })))
  const after = hook.current.rowWindow?.rows ?? []
  expect(after.filter((row, i) => row !== before[i])).toEqual([changed[1]])
})

test('a new query aborts the request of the old one and drops its late answer', async () => {
  const hook = await render({ query: active })
  await change(1)
  await hook.rerender({ query: ended })
  const [first, second] = engine.requests('rows')
  expect(first?.isAborted).toBe(true)
  await settle(() => second?.respond(rowsFrom(0, { total: 20 })))
  await settle(() => first?.respond(rowsFrom(0, { total: 10 })))
  expect(hook.current.rowWindow).toMatchObject({ query: ended, total: 20 })
  expect(engine.requests('rows')).toHaveLength(2)
})

test('a late answer that comes before the new one is dropped too: the old rows stay with their query', async () => {
  const hook = await render({ query: emptyQuery })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await hook.rerender({ query: active })
  await hook.rerender({ query: ended })
  const [, second, third] = engine.requests('rows')
  await settle(() => second?.respond(rowsFrom(0, { total: 10 })))
  expect(hook.current.rowWindow).toMatchObject({ query: emptyQuery, total: 1000 })
  await settle(() => third?.respond(rowsFrom(0, { total: 20 })))
  expect(hook.current.rowWindow).toMatchObject({ query: ended, total: 20 })
})

const running = (fields: Partial<RowsInView> = {}) =>
  rowsFrom(0, {
    total: 0,
    search: {
      state: 'running',
      searched: 10,
      searchedBytes: 1,
      totalBytes: 9,
      missingContexts: 0,
      failedContexts: 0,
    },
    ...fields,
  })

/** The list of all rows, then a search whose first result has no match yet. */
async function startSearch() {
  const hook = await render({ query: emptyQuery })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await hook.rerender({ query: search })
  await settle(() => engine.last('rows').respond(running()))
  return hook
}

test('while a search has found nothing yet, the rows before stay, as outdated', async () => {
  const hook = await startSearch()
  expect(hook.current).toMatchObject({ isOutdated: true, rowWindow: { query: emptyQuery, total: 1000 } })
  expect(hook.current.latest).toMatchObject({ query: search, total: 0, search: { state: 'running' } })
  expect(engine.requests('rows')).toHaveLength(2)
  // Scrolling among them asks for none: they are not the query's.
  await settle(() => hook.current.view.scrollTo(700))
  expect(engine.requests('rows')).toHaveLength(2)

  await change(2)
  await settle(() => engine.last('rows').respond(running({ version: 2 })))
  expect(hook.current.isOutdated).toBe(true)
  await change(3)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { total: 1, version: 3 })))
  expect(hook.current).toMatchObject({ isOutdated: false, rowWindow: { query: search, total: 1 } })
  expect(hook.current.latest).toBe(hook.current.rowWindow)
  expect(hook.current.view.first).toBe(0)
})

test('a search that ends without a match shows that', async () => {
  const hook = await startSearch()
  await change(2)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { total: 0, version: 2 })))
  expect(hook.current).toMatchObject({ isOutdated: false, rowWindow: { query: search, total: 0 } })
})

test('back to the query of the rows before, they are current again; a new query is asked for', async () => {
  const hook = await startSearch()
  await hook.rerender({ query: emptyQuery })
  expect(hook.current).toMatchObject({ isOutdated: false, rowWindow: { query: emptyQuery } })
  expect(hook.current.latest).toBe(hook.current.rowWindow)
  // The search may have stopped meanwhile: the old answer does not count.
  await hook.rerender({ query: search })
  expect(engine.requests('rows')).toHaveLength(3)
  await hook.rerender({ query: active })
  await settle(() => engine.last('rows').respond(rowsFrom(0, { total: 5 })))
  expect(hook.current).toMatchObject({ isOutdated: false, rowWindow: { query: active, total: 5 } })
})

test('of two scrolls the last one counts, whatever the order of the answers', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => hook.current.view.scrollTo(500))
  await settle(() => hook.current.view.scrollTo(900))
  const [, second, third] = engine.requests('rows')
  expect(second?.isAborted).toBe(true)
  await settle(() => third?.respond(rowsFrom(860)))
  await settle(() => second?.respond(rowsFrom(460)))
  expect(hook.current.rowWindow?.from).toBe(860)
  expect(engine.requests('rows')).toHaveLength(3)
})

test('scrolling inside the loaded rows asks nothing', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => hook.current.view.scrollTo(50))
  expect(engine.requests('rows')).toHaveLength(1)
})

test('changes during a request do not abort it; they cause one more request after it', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await change(2)
  await change(3)
  await change(4)
  expect(engine.requests('rows')).toHaveLength(2)
  expect(engine.last('rows').isAborted).toBe(false)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 2, total: 1002 })))
  expect(hook.current.rowWindow?.total).toBe(1002)
  expect(engine.requests('rows')).toHaveLength(3)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 4, total: 1004 })))
  expect(hook.current.rowWindow?.total).toBe(1004)
  expect(engine.requests('rows')).toHaveLength(3)
})

test('a change that the answer already includes causes no request', async () => {
  await render({ query: active })
  await change(1)
  await change(2)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 2 })))
  expect(engine.requests('rows')).toHaveLength(1)
})

test('the durations of active runs grow: every 10 s, the same rows are requested again', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => void vi.advanceTimersByTime(9000))
  expect(engine.requests('rows')).toHaveLength(1)
  await settle(() => void vi.advanceTimersByTime(1000))
  expect(engine.requests('rows')).toHaveLength(2)
  expect(engine.last('rows').params).toMatchObject({ query: { status: 'active' }, from: 0 })
  await settle(() => engine.last('rows').respond(rowsFrom(0, { total: 999, nowMs: 10_000 })))
  expect(hook.current.rowWindow).toMatchObject({ total: 999, nowMs: 10_000 })
  expect(engine.requests('rows')).toHaveLength(2)
})

test('a change of another flow causes no request', async () => {
  await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => engine.emit({ type: 'changed', runList: sidOf('FW', 1_000_000), version: 9 }))
  expect(engine.requests('rows')).toHaveLength(1)
})

test('rows added above move neither the rows in view nor the cursor', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => hook.current.view.scrollTo(50))
  await settle(() => hook.current.setCursor({ row: 60, column: 0 }))
  await change(2)
  expect(engine.last('rows').params).toMatchObject({ anchorRow: 50 })
  const answer = rowsFrom(0, { anchorIndex: 53, total: 1003, version: 2 }, 3)
  await settle(() => engine.last('rows').respond(answer))
  expect(hook.current).toMatchObject({ view: { first: 53 }, newRowsAbove: 3, cursor: { row: 63 } })
})

test('after going to the top, rows added there come into view, until the user scrolls away', async () => {
  const hook = await render({ query: emptyQuery })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => hook.current.view.scrollTo(50))
  await settle(() => hook.current.goToTop())
  await change(2)
  // The anchor tells how far the cursor's row moved, which may not be loaded.
  expect(engine.last('rows').params).toHaveProperty('anchorRow')
  await settle(() => hook.current.setCursor({ row: 4, column: null }))
  const anchorIndex = 3 + Number(engine.last('rows').params.anchorRow)
  await settle(() => engine.last('rows').respond(rowsFrom(0, { total: 1003, version: 2, anchorIndex }, 3)))
  expect(hook.current).toMatchObject({ view: { first: 0 }, newRowsAbove: 0, rowWindow: { total: 1003 } })
  expect(hook.current.cursor).toMatchObject({ row: 7 })
  await settle(() => hook.current.view.scrollTo(5))
  await settle(() => hook.current.view.scrollTo(0))
  await change(3)
  expect(engine.last('rows').params).toMatchObject({ anchorRow: -3 })
})

test('a new epoch starts at its first row, without an anchor', async () => {
  const hook = await render({ query: active, epoch: 0 })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await settle(() => hook.current.view.scrollTo(50))
  await hook.rerender({ query: active, epoch: 1 })
  await change(2)
  expect(engine.last('rows').params).toMatchObject({ from: 0 })
  expect(engine.last('rows').params).not.toHaveProperty('anchorRow')
  await settle(() => engine.last('rows').respond(rowsFrom(0, { version: 2 })))
  expect(hook.current).toMatchObject({ rowWindow: { epoch: 1 }, view: { first: 0 } })
})

test('unmounting aborts the request', async () => {
  const hook = await render({ query: active })
  await change(1)
  await hook.unmount()
  expect(engine.last('rows').isAborted).toBe(true)
})

test('after unmounting, changes are not heard', async () => {
  const hook = await render({ query: active })
  await change(1)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  await hook.unmount()
  const versionOf = vi.spyOn(getEngine(), 'versionOf')
  await change(2)
  expect(versionOf).not.toHaveBeenCalled()
  versionOf.mockRestore()
})

test('a failure is thrown to the error boundary; the next mount asks again', async () => {
  await render({ query: active })
  await change(1)
  await expect(settle(() => engine.last('rows').fail(new Problem('unexpected')))).rejects.toMatchObject({
    kind: 'unexpected',
  })
  const hook = await render({ query: active })
  expect(engine.requests('rows')).toHaveLength(2)
  await settle(() => engine.last('rows').respond(rowsFrom(0)))
  expect(hook.current.rowWindow?.total).toBe(1000)
})
