import { expect, test } from 'vitest'

import { formatRateLimitWait, parseRateLimitWait } from './rate-limit-wait.ts'

test('a wait is parsed as it was formatted, and anything else is none', () => {
  expect(parseRateLimitWait(formatRateLimitWait(1234.4))).toBe(1234)
  expect([null, '', 'db;dur=53', 'rate-limit;dur=-1', 'rate-limit;dur=1e9'].map(parseRateLimitWait)).toEqual([
    0, 0, 0, 0, 0,
  ])
})
