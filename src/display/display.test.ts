import { expect, test } from 'vitest'

import { countOf } from './count.ts'
import { formatDuration } from './duration.ts'
import { parseTime } from './time.ts'

test.each([
  [0, '0 ms'],
  [340, '340 ms'],
  [1000, '1 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [192_000, '3 min 12 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [3_605_000, '1 h'],
  [187_200_000, '2 d 4 h'],
  [-4000, '−4 s'],
])('%i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('counts agree with their noun', () => {
  expect([countOf(0, 'flow'), countOf(1, 'flow'), countOf(12_000, 'engagement')]).toEqual([
    '0 flows',
    '1 flow',
    '12,000 engagements',
  ])
})

test('a date that is none is null', () => {
  expect([parseTime(null), parseTime('soon'), parseTime('2026-11-03T09:12:00Z')]).toEqual([
    null,
    null,
    1_793_697_120_000,
  ])
})
