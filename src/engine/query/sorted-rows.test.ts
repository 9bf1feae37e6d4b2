import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sortKeys } from '#search/query/list-query.ts'

import { EngagementColumns } from '#engine/store/engagement-columns.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'
import { SortedRows } from './sorted-rows.ts'

const row = (started: number, updated: number): ParsedRow => ({
  sid: null,
  status: started % 9 === 0 ? 'active' : 'ended',
  contact: updated % 7 === 0 ? null : `client:${updated}`,
  started,
  updated,
  span: { start: 0, end: 0 },
  contextSpan: null,
  isContextEmpty: true,
})

/** Small pages, which are merged, and large ones, which are sorted again. */
const pages = fc.array(
  fc.record({
    size: fc.constantFrom(3, 700),
    listEnd: fc.constantFrom('head' as const, 'tail' as const),
    seed: fc.integer({ min: 1, max: 1000 }),
    /** How much later than the previous page, in ms. */
    laterMs: fc.constantFrom(0, 100_000, -200_000),
  }),
  { minLength: 1, maxLength: 4 },
)

test('updates give the same order as sorting everything, for pages of any size at either end, at any time', () => {
  fc.assert(
    fc.property(pages, fc.constantFrom(...sortKeys), fc.boolean(), (some, by, descending) => {
      const columns = new EngagementColumns()
      // In the middle of the durations of runs that have ended.
      columns.nowMs = 150
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
    { numRuns: 60 },
  )
})

test('rows that arrive in order are only appended', () => {
  const columns = new EngagementColumns()
  const sorted = new SortedRows(columns, { by: 'started', descending: true })
  for (let n = 0; n < 5000; n++) {
    columns.upsert(row(5000 - Math.floor(n / 3), n), 'tail')
    sorted.update()
  }
  expect(sorted.generation).toBe(0)
})
