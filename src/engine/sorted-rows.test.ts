import fc from 'fast-check'
import { expect, test } from 'vitest'

import { orderKeys } from '#search/question.ts'

import { Columns } from './columns.ts'
import type { ReadRow } from './read-page.ts'
import { SortedRows } from './sorted-rows.ts'

const row = (started: number, updated: number): ReadRow => ({
  sid: null,
  status: null,
  contact: updated % 7 === 0 ? null : `client:${updated}`,
  started,
  updated,
  row: { start: 0, end: 0 },
  context: null,
  contextEmpty: true,
})

/** Pages so large that they are sorted rather than merged, and small ones. */
const pages = fc.array(
  fc.record({
    size: fc.constantFrom(3, 700),
    side: fc.constantFrom('head' as const, 'tail' as const),
    seed: fc.integer({ min: 1, max: 1000 }),
  }),
  { minLength: 1, maxLength: 4 },
)

test('keeps up with pages of any size, at either end, as sorting anew would', () => {
  fc.assert(
    fc.property(pages, fc.constantFrom(...orderKeys), fc.boolean(), (some, by, descending) => {
      const columns = new Columns()
      const sorted = new SortedRows(columns, { by, descending })
      for (const { size, side, seed } of some) {
        columns.openHead(size)
        for (let n = 0; n < size; n++) columns.put(row((n * seed) % 101, (n * seed * 31) % 307), side)
        sorted.catchUp()
        const { data, length } = sorted.rows
        const rows = [...data.subarray(0, length)]
        expect(rows).toEqual(Array.from({ length: columns.count }, (_, at) => at).toSorted(sorted.compare))
      }
    }),
    { numRuns: 60 },
  )
})

test('rows that come in order change nothing but the end', () => {
  const columns = new Columns()
  const sorted = new SortedRows(columns, { by: 'started', descending: true })
  for (let n = 0; n < 5000; n++) {
    columns.put(row(5000 - Math.floor(n / 3), n), 'tail')
    sorted.catchUp()
  }
  expect(sorted.generation).toBe(0)
})
