import { expect, test } from 'vitest'

import { formatDuration } from './duration.ts'

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
])('formatDuration: %i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
