import { expect, test } from 'vitest'

import { formatRetryAfter, parseRetryAfter } from './retry-after.ts'

const now = Date.parse('Wed, 25 Nov 2026 12:00:00 GMT')

test.each([
  ['7', 7000],
  [' 3 ', 3000],
  ['Wed, 25 Nov 2026 12:00:04 GMT', 4000],
  ['Wed, 25 Nov 2026 11:59:00 GMT', null],
  ['0', null],
  ['soon', null],
  ['', null],
  [null, null],
])('%j is parsed as %j ms', (header, ms) => {
  expect(parseRetryAfter(header, now)).toBe(ms)
})

test.each([
  [1, '1'],
  [1000, '1'],
  [1001, '2'],
  [0, '1'],
])('%i ms is formatted as %s s', (ms, header) => {
  expect(formatRetryAfter(ms)).toBe(header)
})
