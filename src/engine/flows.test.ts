import { expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { everything } from '#search/question.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'
import type { News } from './protocol.ts'

const never = new AbortController().signal
const flow = (n: number) => sidOf('FW', n)

/** Random letters do not pack: a page stays about as large as it is. */
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90)))
    .join('')
    .replaceAll(/["\\]/g, 'x')

/** An engine with room for so many bytes; each flow has one page of 10,000 or so. */
function engineWith(room: number) {
  const news: News[] = []
  const held = Promise.withResolvers<void>()
  const engine = createEngine(
    {
      engagementsPage: async (flowSid, cursor) => {
        if (flowSid === flow(9)) throw new Problem('unavailable')
        if (cursor) await held.promise
        return pageBytes([{ sid: sidOf('FN', 1), context: noise(10_000) }])
      },
      engagementBytes: () => Promise.reject(new Problem('not-found')),
      context: () => Promise.reject(new Problem('not-found')),
    },
    (told) => news.push(told),
    { room },
  )
  return {
    held,
    /** Reads the first page of a flow, or the one with that token, which comes when `held` says so. */
    read: (n: number, token?: string) =>
      engine.readPage({ flowSid: flow(n), cursor: token ? { page: '1', token } : null }, never),
    look: async (n: number) =>
      (await engine.rows({ flowSid: flow(n), question: everything, from: 0, size: 1 }, never)).total,
    forgotten: () => news.flatMap((told) => (told.news === 'forgotten' ? [told.flowSid] : [])),
  }
}

test('the flow that was used longest ago is forgotten first, and that is told', async () => {
  const { read, look, forgotten } = engineWith(25_000)
  await read(1)
  await read(2)
  await look(1)
  expect(forgotten()).toEqual([])
  await read(3)
  expect(forgotten()).toEqual([flow(2)])
  expect([await look(1), await look(2), await look(3)]).toEqual([1, 0, 1])
})

test('a single flow may be as large as it likes', async () => {
  const { read, look, forgotten } = engineWith(1000)
  await read(1)
  expect(forgotten()).toEqual([])
  expect(await look(1)).toBe(1)
})

test('a flow that is being read is not forgotten', async () => {
  const { read, look, forgotten, held } = engineWith(1000)
  await read(1)
  const other = read(2, 'held')
  // Waits for its turn.
  const reading = read(1, 'held')
  held.resolve()
  await other
  expect(forgotten()).toEqual([])
  await reading
  expect(forgotten()).toEqual([flow(2)])
  expect([await look(1), await look(2)]).toEqual([1, 0])
})

test('a reading that fails makes no one forgotten', async () => {
  const { read, forgotten } = engineWith(25_000)
  await read(1)
  await read(2)
  await expect(read(9)).rejects.toThrow('could not answer')
  expect(forgotten()).toEqual([])
})
