import { expect, test } from 'vitest'

import { parseRowNumber } from './parse-row-number.ts'

const rows = { count: 100_012, isComplete: true }

test.each(['1201', ' 1201 ', '1,201', '1.201', '1 201', "1'201"])('parses %s', (typed) => {
  expect(parseRowNumber(typed, rows)).toEqual({ row: 1200 })
})

test.each(['', 'ten', '-5', '1.5', '1e3'])('rejects %s', (typed) => {
  expect(parseRowNumber(typed, rows)).toEqual({ problem: 'Enter a row number from 1 to 100,012.' })
})

test('says how many rows there are', () => {
  expect(parseRowNumber('100012', rows)).toEqual({ row: 100_011 })
  expect(parseRowNumber('100013', rows)).toEqual({
    problem: 'There is no row 100,013: the list has 100,012 rows.',
  })
  expect(parseRowNumber('0', { count: 1, isComplete: false })).toEqual({
    problem: 'There is no row 0: the list has 1 row so far.',
  })
})
