import { expect, test } from 'vitest'

import { formatDurationRange } from './duration-range-text.ts'

test.each([
  [null, null, null],
  [300, null, 'at least 5 min'],
  [null, 3600, 'at most 1 h'],
  [60, 300, '1 min – 5 min'],
  [60, 60, '1 min'],
])('from %o to %o s is formatted as %o', (minSeconds, maxSeconds, text) => {
  expect(formatDurationRange({ minSeconds, maxSeconds })).toBe(text)
})
