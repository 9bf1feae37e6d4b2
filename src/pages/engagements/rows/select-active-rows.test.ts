import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { selectActiveRows } from './select-active-rows.ts'

const row = (n: number, status: string | null = 'active') => ({ sid: sidOf('FN', n), status })

test('selects only active rows with a SID', () => {
  expect(
    selectActiveRows([row(1), row(2, 'ended'), row(3, null), { sid: null, status: 'active' }], 0),
  ).toEqual([sidOf('FN', 1)])
})

test('selects five rows per round, and every row in turn', () => {
  const rows = Array.from({ length: 12 }, (_, i) => row(i))
  const batches = [0, 1, 2].map((round) => selectActiveRows(rows, round))
  for (const sids of batches) expect(sids).toHaveLength(5)
  expect(new Set(batches.flat()).size).toBe(12)
})
