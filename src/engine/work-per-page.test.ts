import { expect, test } from 'vitest'

import { everything } from '#search/question.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal

/** Small pages of small rows, so that whatever a page costs for the rows before it stands out. */
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

/** Milliseconds each page takes from the first to the last: reading it, and answering what the list asks after it. */
async function timeOfEachPage(count: number): Promise<number[]> {
  let next = page(0)
  const engine = createEngine(
    {
      engagementsPage: async () => next,
      engagementBytes: () => Promise.reject(new Error('Nothing asks for a single engagement.')),
      context: () => Promise.reject(new Error('Nothing asks for a context.')),
    },
    () => {},
  )
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    next = page(n)
    const begin = performance.now()
    const cursor = n === 0 ? null : { page: String(n), token: String(n) }
    await engine.readPage({ flowSid, cursor }, never)
    await engine.rows({ flowSid, question: everything, from: 0, size: 100 }, never)
    await engine.rows({ flowSid, question: { ...everything, status: 'active' }, from: 0, size: 100 }, never)
    times.push(performance.now() - begin)
  }
  return times
}

/** What a page takes when nothing else wants the processor: a quarter of all take less. */
function undisturbed(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 2] ?? Number.NaN
}

test('a page costs the same after 5,000 rows and after 200,000', { retry: 1, timeout: 60_000 }, async () => {
  // Until the code is warm every page costs more than it will.
  await timeOfEachPage(200)
  const times = await timeOfEachPage(200_000 / pageSize)
  const early = undisturbed(times.slice(25, 75))
  const late = undisturbed(times.slice(-100))
  // Forty times the rows: with work over all of them a page would cost many times as much.
  expect(late / early).toBeLessThan(2)
})
