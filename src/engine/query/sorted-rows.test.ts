import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sortKeys } from '#search/query/list-query.ts'

import { EngagementColumns } from '#engine/store/engagement-columns.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'
import { SortedRows } from './sorted-rows.ts'

/** Times in seconds. Some rows have no start, no update, no contact, or a status that Twilio does not document. */
const row = (started: number, updated: number): ParsedRow => ({
  sid: null,
  status: started % 9 === 1 ? 'paused' : started % 3 === 0 ? 'active' : 'ended',
  contact: updated % 7 === 0 ? null : `client:${updated}`,
  started: started % 13 === 0 ? Number.NaN : started * 1000,
  updated: updated % 11 === 0 ? Number.NaN : updated * 1000,
  span: { start: 0, end: 0 },
  contextSpan: null,
  isContextEmpty: true,
})

/** Small pages, which are merged, and large ones, which are sorted again. */
const pages = fc.array(
  fc.record({
    size: fc.constantFrom(0, 3, 700),
    listEnd: fc.constantFrom('head' as const, 'tail' as const),
    seed: fc.integer({ min: 1, max: 1000 }),
    /** How much later than the previous page, in ms. */
    laterMs: fc.constantFrom(0, 5000, 20_000, 100_000, -20_000, -200_000),
  }),
  { minLength: 1, maxLength: 5 },
)

test('updates give the same order as sorting everything, for pages of any size at either end, at any time', () => {
  fc.assert(
    fc.property(pages, fc.constantFrom(...sortKeys), fc.boolean(), (some, by, descending) => {
      const columns = new EngagementColumns()
      // In the middle of the starts: some are later than "now".
      columns.nowMs = 50_000
      const sorted = new SortedRows(columns, { by, descending })
      for (const { size, listEnd, seed, laterMs } of some) {
        columns.moveNow(columns.nowMs + laterMs)
        columns.reserveHead(size)
        for (let n = 0; n < size; n++) columns.upsert(row((n * seed) % 101, (n * seed * 31) % 307), listEnd)
        sorted.update()
        const { data, length } = sorted.rows
        const rows = [...data.subarray(0, length)]
        expect(rows).toEqual(
          Array.from({ length: columns.count }, (_, index) => index).toSorted(sorted.compare),
        )
      }
    }),
    { numRuns: 100 },
  )
})

test('rows that arrive in order are only appended', () => {
  const columns = new EngagementColumns()
  const sorted = new SortedRows(columns, { by: 'started', descending: true })
  for (let n = 0; n < 5000; n++) {
    columns.upsert({ ...row(1, n), started: 5000 - Math.floor(n / 3) }, 'tail')
    sorted.update()
  }
  expect(sorted.generation).toBe(0)
})
