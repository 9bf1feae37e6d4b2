import { expect, test } from 'vitest'

import { formatAge } from './age.ts'

test.each([
  [-5_000, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 min ago'],
  [3 * 3_600_000 + 1, '3 h ago'],
  [49 * 3_600_000, '2 d ago'],
  [-59_999, 'just now'],
  [-3 * 3_600_000 - 1, 'in 3 h'],
])('formatAge: %i ms is %s', (ms, text) => {
  expect(formatAge(ms)).toBe(text)
})
