import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createArrivalTimes, createLoadProfile } from './arrival-times.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const loadProfile = createLoadProfile(start)
const dayMs = 86_400_000
const arrivalTimes = createArrivalTimes({ start, loadProfile, count: 5000, intervalMs: 20_000, seed: 9 })

test('the history covers 30 days and ends at the start', () => {
  expect(arrivalTimes.createdAt(4999)).toBe(start)
  expect(arrivalTimes.createdAt(0)).toBeGreaterThanOrEqual(start - 30 * dayMs)
  expect(arrivalTimes.createdAt(0)).toBeLessThan(start - 29 * dayMs)
  expect(arrivalTimes.countAt(start)).toBe(5000)
})

test('later engagements have higher positions', () => {
  for (let i = 1; i < 5200; i++) {
    expect(arrivalTimes.createdAt(i)).toBeGreaterThanOrEqual(arrivalTimes.createdAt(i - 1))
  }
})

test('countAt counts exactly the engagements created by then', () => {
  fc.assert(
    fc.property(fc.integer({ min: start - 31 * dayMs, max: start + 2 * dayMs }), (now) => {
      const count = arrivalTimes.countAt(now)
      expect(count > 0 ? arrivalTimes.createdAt(count - 1) : -Infinity).toBeLessThanOrEqual(now)
      expect(arrivalTimes.createdAt(count)).toBeGreaterThan(now)
    }),
  )
})

test('days are busier than nights', () => {
  const byHour = Array.from({ length: 24 }, () => 0)
  for (let i = 0; i < 5000; i++) {
    const hour = new Date(arrivalTimes.createdAt(i)).getUTCHours()
    byHour[hour] = (byHour[hour] ?? 0) + 1
  }
  expect(byHour[10]).toBeGreaterThan(5 * (byHour[3] ?? 0))
})

test('an empty flow stays empty', () => {
  const emptyArrivals = createArrivalTimes({ start, loadProfile, count: 0, intervalMs: Infinity, seed: 1 })
  expect(emptyArrivals.countAt(start + 300 * dayMs)).toBe(0)
})
