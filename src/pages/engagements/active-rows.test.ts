import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { activeRows } from './active-rows.ts'

const row = (n: number, status: string | null = 'active') => ({ sid: sidOf('FN', n), status })

test('only those that go on, and have a SID', () => {
  expect(activeRows([row(1), row(2, 'ended'), row(3, null), { sid: null, status: 'active' }], 0)).toEqual([
    sidOf('FN', 1),
  ])
})

test('a handful at a time, and each gets its turn', () => {
  const rows = Array.from({ length: 12 }, (_, i) => row(i))
  const turns = [0, 1, 2].map((turn) => activeRows(rows, turn))
  for (const sids of turns) expect(sids).toHaveLength(5)
  expect(new Set(turns.flat()).size).toBe(12)
})
