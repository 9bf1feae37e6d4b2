import { expect, test } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal

/** Small pages of small rows, so that a cost per existing row would be visible. */
const pageSize = 100
const start = Date.UTC(2026, 0, 1)

function page(n: number): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: pageSize }, (_, i) => {
    const nth = n * pageSize + i
    return {
      sid: sidOf('FN', nth),
      status: nth % 7 === 0 ? 'active' : 'ended',
      contact_channel_address: `+1415555${String(nth % 10_000).padStart(4, '0')}`,
      date_created: new Date(start - nth * 1000).toISOString(),
      context: { n: nth },
    }
  })
  return pageBytes(rows, { next: String(n + 1) })
}

/** Milliseconds per page: to load it, and to run the queries of the list after it. */
async function timePerPage(count: number): Promise<number[]> {
  let next = page(0)
  const engine = createEngine(
    engineClient({
      engagementsPage: async () => next,
    }),
    () => {},
  )
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    next = page(n)
    const begin = performance.now()
    const cursor = n === 0 ? null : { page: String(n), token: String(n) }
    await engine.loadPage({ runList, cursor }, never)
    await engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 100 }, never)
    await engine.rows(
      { runList, query: parseQuery({ ...emptyQuery, status: 'active' }), from: 0, size: 100 },
      never,
    )
    times.push(performance.now() - begin)
  }
  return times
}

/** The lower quartile is robust against other load on the processor. */
function lowerQuartile(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 2] ?? Number.NaN
}

test('a page costs the same after 5,000 rows and after 200,000', { retry: 1, timeout: 60_000 }, async () => {
  // Warm up: pages take longer until the code is optimized.
  await timePerPage(200)
  const times = await timePerPage(200_000 / pageSize)
  const early = lowerQuartile(times.slice(25, 75))
  const late = lowerQuartile(times.slice(-100))
  // There are forty times as many rows: work on all of them would take many times as long.
  expect(late / early).toBeLessThan(2)
})
