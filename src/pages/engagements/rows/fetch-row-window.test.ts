import { expect, test } from 'vitest'

import type { ResilientConnection } from '#engine/rpc/resilient-connection.ts'
import { createEngine } from '#engine/engine.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { GrowingList } from '#testing/growing-list.ts'
import { sidOf } from '#testing/sids.ts'

import { fetchRowWindow } from './fetch-row-window.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal

/** Newest first, one per second. */
const runs = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => ({
    sid: sidOf('FN', from - i),
    date_created: new Date(Date.UTC(2026, 10, 3) + (from - i) * 1000).toISOString(),
  }))

async function createList(count: number) {
  const list = new GrowingList(runs(count, 1))
  const engine = createEngine(
    engineClient({
      engagementsPage: async (_flow, cursor, _signal, size) => list.page(cursor, size),
    }),
    () => null,
  )
  const calls: string[] = []
  const call: ResilientConnection['call'] = (name, params, signal = never) => {
    calls.push(name)
    return engine[name](params, signal)
  }
  await call('loadPage', { runList, cursor: null })
  return { list, call, calls }
}

test('the result includes the rows in view, however many rows were added above', async () => {
  const { list, call, calls } = await createList(500)
  const view = { runList, query: emptyQuery, first: 100, size: 20 }
  const before = await fetchRowWindow(call, { ...view, anchor: null }, never)
  const top = before.rows.rows[100 - before.rows.from]
  if (!top) throw new Error('The first row in view is not loaded')
  list.prepend(...runs(1200, 501))
  await call('fetchNew', { runList })
  calls.length = 0
  const { rows, shift } = await fetchRowWindow(call, { ...view, anchor: { row: top.row, index: 100 } }, never)
  expect(shift).toBe(700)
  expect(rows.rows[800 - rows.from]?.sid).toBe(top.sid)
  expect(calls).toEqual(['rows', 'rows'])
})

test('one request is enough when the anchor is still within the margin', async () => {
  const { list, call, calls } = await createList(500)
  list.prepend(...runs(505, 501))
  await call('fetchNew', { runList })
  calls.length = 0
  const view = { runList, query: emptyQuery, first: 0, size: 20 }
  const { rows, shift } = await fetchRowWindow(call, { ...view, anchor: { row: 0, index: 0 } }, never)
  expect(shift).toBe(5)
  expect(rows.rows[5 - rows.from]?.row).toBe(0)
  expect(calls).toEqual(['rows'])
})
