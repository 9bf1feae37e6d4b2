import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createArrivals, createRhythm } from './arrivals.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const rhythm = createRhythm(start)
const day = 86_400_000
const arrivals = createArrivals({ start, rhythm, count: 5000, everyMs: 20_000, seed: 9 })

test('history is 30 days long and ends just now', () => {
  expect(arrivals.createdAt(4999)).toBe(start)
  expect(arrivals.createdAt(0)).toBeGreaterThanOrEqual(start - 30 * day)
  expect(arrivals.createdAt(0)).toBeLessThan(start - 29 * day)
  expect(arrivals.countAt(start)).toBe(5000)
})

test('whoever comes later is numbered later', () => {
  for (let i = 1; i < 5200; i++) {
    expect(arrivals.createdAt(i)).toBeGreaterThanOrEqual(arrivals.createdAt(i - 1))
  }
})

test('at any time exactly those have arrived whose time has come', () => {
  fc.assert(
    fc.property(fc.integer({ min: start - 31 * day, max: start + 2 * day }), (now) => {
      const count = arrivals.countAt(now)
      expect(count > 0 ? arrivals.createdAt(count - 1) : -Infinity).toBeLessThanOrEqual(now)
      expect(arrivals.createdAt(count)).toBeGreaterThan(now)
    }),
  )
})

test('days are busier than nights', () => {
  const byHour = Array.from({ length: 24 }, () => 0)
  for (let i = 0; i < 5000; i++) {
    const hour = new Date(arrivals.createdAt(i)).getUTCHours()
    byHour[hour] = (byHour[hour] ?? 0) + 1
  }
  expect(byHour[10]).toBeGreaterThan(5 * (byHour[3] ?? 0))
})

test('an empty flow stays empty', () => {
  const none = createArrivals({ start, rhythm, count: 0, everyMs: Infinity, seed: 1 })
  expect(none.countAt(start + 300 * day)).toBe(0)
})
