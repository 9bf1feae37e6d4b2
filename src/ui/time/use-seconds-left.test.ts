import { expect, test } from 'vitest'

import { secondsLeft } from './use-seconds-left.ts'

test.each([
  [0, 0],
  [1, 1],
  [1000, 1],
  [1001, 2],
  [4000, 4],
  [-5000, 0],
])('%i ms round up to %i s, at least 0', (ms, seconds) => {
  expect(secondsLeft(1_000_000 + ms, 1_000_000)).toBe(seconds)
})
