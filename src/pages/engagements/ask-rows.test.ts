import { expect, test } from 'vitest'

import type { EngineConnection } from '#engine/connect.ts'
import { createEngine } from '#engine/engine.ts'
import { everything } from '#search/question.ts'
import { GrowingList } from '#testing/growing-list.ts'
import { sidOf } from '#testing/sids.ts'

import { askRows } from './ask-rows.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal

/** Newest first; one a second. */
const runs = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => ({
    sid: sidOf('FN', from - i),
    date_created: new Date(Date.UTC(2026, 10, 3) + (from - i) * 1000).toISOString(),
  }))

async function listed(count: number) {
  const list = new GrowingList(runs(count, 1))
  const engine = createEngine(
    {
      engagementsPage: async (_flow, cursor, _signal, size) => list.page(cursor, size),
      engagementBytes: () => Promise.reject(new Error('Nobody asks')),
      context: () => Promise.reject(new Error('Nothing asks for a context.')),
    },
    () => null,
  )
  const asked: string[] = []
  const ask: EngineConnection['ask'] = (name, params, signal = never) => {
    asked.push(name)
    return engine[name](params, signal)
  }
  await ask('readPage', { flowSid, cursor: null })
  return { list, ask, asked }
}

test('what was in view is in the answer, however many came in above', async () => {
  const { list, ask, asked } = await listed(500)
  const view = { flowSid, question: everything, first: 100, size: 20 }
  const before = await askRows(ask, { ...view, anchor: null }, never)
  const top = before.rows.rows[100 - before.rows.from]
  if (!top) throw new Error('The first row in view is not at hand')
  list.arrive(...runs(1200, 501))
  await ask('takeHead', { flowSid })
  asked.length = 0
  const { rows, shift } = await askRows(ask, { ...view, anchor: { row: top.row, at: 100 } }, never)
  expect(shift).toBe(700)
  expect(rows.rows[800 - rows.from]?.sid).toBe(top.sid)
  expect(asked).toEqual(['rows', 'rows'])
})

test('one asking is enough where the anchor stayed near', async () => {
  const { list, ask, asked } = await listed(500)
  list.arrive(...runs(505, 501))
  await ask('takeHead', { flowSid })
  asked.length = 0
  const view = { flowSid, question: everything, first: 0, size: 20 }
  const { rows, shift } = await askRows(ask, { ...view, anchor: { row: 0, at: 0 } }, never)
  expect(shift).toBe(5)
  expect(rows.rows[5 - rows.from]?.row).toBe(0)
  expect(asked).toEqual(['rows'])
})
