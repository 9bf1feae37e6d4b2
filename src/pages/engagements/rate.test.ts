import { expect, test } from 'vitest'

import type { PageSummary } from '#engine/protocol.ts'

import { formatRate, rateOf } from './rate.ts'

const pages = (...times: number[]): PageSummary[] =>
  times.map((at, i) => ({
    rows: 1000,
    added: 1000,
    read: (i + 1) * 1000,
    next: null,
    oldest: null,
    newestFirst: true,
    notice: null,
    at,
  }))

test('engagements a second, over the last seconds', () => {
  expect(rateOf(pages(0, 500, 1000, 1500))).toBe(2000)
  // It was slow once, and is not any more.
  expect(rateOf(pages(0, 60_000, 60_100, 60_200))).toBe(10_000)
})

test('says nothing before two pages tell, nor over a pause', () => {
  expect(rateOf([])).toBeNull()
  expect(rateOf(pages(7))).toBeNull()
  expect(rateOf(pages(7, 7))).toBeNull()
  expect(rateOf(pages(0, 60_000))).toBeNull()
})

test('is said to two digits', () => {
  expect(formatRate(2345.6)).toBe('2,300 a second')
  expect(formatRate(87)).toBe('87 a second')
})
