import { expect, test } from 'vitest'

import { readRowNumber } from './row-number.ts'

const rows = { count: 100_012, complete: true }

test.each(['1201', ' 1201 ', '1,201', '1.201', '1 201', "1'201"])('reads %s', (typed) => {
  expect(readRowNumber(typed, rows)).toEqual({ row: 1200 })
})

test.each(['', 'ten', '-5', '1.5', '1e3'])('%s is no number of a row', (typed) => {
  expect(readRowNumber(typed, rows)).toEqual({ problem: 'Type the number of a row, from 1 to 100,012.' })
})

test('says how many there are', () => {
  expect(readRowNumber('100012', rows)).toEqual({ row: 100_011 })
  expect(readRowNumber('100013', rows)).toEqual({
    problem: 'There is no row 100,013: the list has 100,012 rows.',
  })
  expect(readRowNumber('0', { count: 1, complete: false })).toEqual({
    problem: 'There is no row 0: the list has 1 row so far.',
  })
})
