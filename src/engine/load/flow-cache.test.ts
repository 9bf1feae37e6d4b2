import { expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from '#engine/engine.ts'
import type { EngineEvent } from '#engine/rpc/protocol.ts'

const never = new AbortController().signal
const nthFlowSid = (n: number) => sidOf('FW', n)

/** Random characters barely compress, so a page keeps about its size. */
const incompressibleText = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90)))
    .join('')
    .replaceAll(/["\\]/g, 'x')

/** An engine with a cache limit; each flow has one page of about 10,000 bytes. */
function createTestEngine(maxBytes: number) {
  const events: EngineEvent[] = []
  const release = Promise.withResolvers<void>()
  const engine = createEngine(
    engineClient({
      engagementsPage: async (runList, cursor) => {
        if (runList === nthFlowSid(9)) throw new Problem('unavailable')
        if (cursor) await release.promise
        return pageBytes([{ sid: sidOf('FN', 1), context: incompressibleText(10_000) }])
      },
    }),
    (event) => events.push(event),
    { maxBytes },
  )
  return {
    release,
    /** Loads the first page of a flow, or the page with that token, which waits for `release`. */
    loadPage: (n: number, token?: string) =>
      engine.loadPage({ runList: nthFlowSid(n), cursor: token ? { page: '1', token } : null }, never),
    rowCount: async (n: number) =>
      (await engine.rows({ runList: nthFlowSid(n), query: parseQuery(emptyQuery), from: 0, size: 1 }, never))
        .total,
    evicted: () => events.flatMap((event) => (event.type === 'evicted' ? [event.runList] : [])),
  }
}

test('evicts the least recently used flow and emits an event', async () => {
  const { loadPage, rowCount, evicted } = createTestEngine(25_000)
  await loadPage(1)
  await loadPage(2)
  await rowCount(1)
  expect(evicted()).toEqual([])
  await loadPage(3)
  expect(evicted()).toEqual([nthFlowSid(2)])
  expect([await rowCount(1), await rowCount(2), await rowCount(3)]).toEqual([1, 0, 1])
})

test('a single flow may exceed the limit', async () => {
  const { loadPage, rowCount, evicted } = createTestEngine(1000)
  await loadPage(1)
  expect(evicted()).toEqual([])
  expect(await rowCount(1)).toBe(1)
})

test('does not evict a flow that is being loaded', async () => {
  const { loadPage, rowCount, evicted, release } = createTestEngine(1000)
  await loadPage(1)
  const other = loadPage(2, 'blocked')
  // Waits for the request of the other flow.
  const loading = loadPage(1, 'blocked')
  release.resolve()
  await other
  expect(evicted()).toEqual([])
  await loading
  expect(evicted()).toEqual([nthFlowSid(2)])
  expect([await rowCount(1), await rowCount(2)]).toEqual([1, 0])
})

test('a failed load evicts nothing', async () => {
  const { loadPage, evicted } = createTestEngine(25_000)
  await loadPage(1)
  await loadPage(2)
  await expect(loadPage(9)).rejects.toMatchObject({ kind: 'unavailable' })
  expect(evicted()).toEqual([])
})
