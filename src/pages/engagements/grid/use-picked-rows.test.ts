import { expect, test } from 'vitest'

import { newestRows } from './use-picked-rows.ts'

const rowOf = (row: number, sid: string, status: string) => ({ row, sid, status })
const picked = [rowOf(7, 'FN7', 'active'), rowOf(2, 'FN2', 'active')]

test('selected rows are as the list has them now, in the order they were selected', () => {
  const ended = rowOf(7, 'FN7', 'ended')
  expect(newestRows(picked, [rowOf(1, 'FN1', 'ended'), ended])).toEqual([ended, picked[1]])
})

test('a row that is scrolled away stays as it was, and so does one whose number another run has', () => {
  expect(newestRows(picked, [])).toBe(picked)
  expect(newestRows(picked, [rowOf(7, 'FN9', 'ended')])).toBe(picked)
})
