import { expect, test } from 'vitest'

import type { Bars } from './geometry.ts'
import { describeRangeCounts, formatBinWidth } from './histogram-text.ts'

const bars: Bars = { edges: [0, 10, 20], counts: { ended: [300, 1200], active: [12, 0], other: [0, 3] } }
const none = { state: 'none' } as const

test('counts by status; other statuses only if there are any', () => {
  expect(describeRangeCounts(bars, { from: 0, to: 10 }, none, true)).toBe('12 active, 300 ended')
  expect(describeRangeCounts(bars, { from: 10, to: 20 }, none, true)).toBe(
    '0 active, 1,200 ended, 3 other status',
  )
})

test('does not show a count as a total before the range is loaded', () => {
  const first = { from: 0, to: 10 }
  const empty = { ...bars, counts: { ended: [0, 0], active: [0, 0], other: [0, 0] } }
  expect(describeRangeCounts(empty, first, { state: 'before', at: 10 }, true)).toBe('not loaded yet')
  expect(describeRangeCounts(bars, first, { state: 'before', at: 10 }, true)).toMatch(
    /so far; not all loaded yet$/,
  )
  expect(describeRangeCounts(bars, first, { state: 'before', at: 5 }, true)).toMatch(
    /300 ended so far; not all loaded yet$/,
  )
  expect(describeRangeCounts(bars, first, { state: 'before', at: 0 }, true)).toBe('12 active, 300 ended')
  expect(describeRangeCounts(bars, first, { state: 'anywhere' }, true)).toMatch(/so far/)
  // The range is loaded, and its contexts are still being searched.
  expect(describeRangeCounts(bars, first, none, false)).toBe(
    '12 active, 300 ended so far; not all searched yet',
  )
})

test.each([
  [{ ms: 1000 }, '1 s'],
  [{ ms: 600_000 }, '10 min'],
  [{ ms: 21_600_000 }, '6 h'],
  [{ ms: 604_800_000 }, '7 d'],
  [{ months: 1 }, '1 month'],
  [{ months: 3 }, '3 months'],
  [{ months: 12 }, '1 year'],
  [{ months: 120 }, '10 years'],
] as const)('a bin of %o is %s wide', (binSize, text) => {
  expect(formatBinWidth(binSize)).toBe(text)
})
