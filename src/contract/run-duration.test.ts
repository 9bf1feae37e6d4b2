import { expect, test } from 'vitest'

import { daysUntilDeletion, runDurationMs } from './run-duration.ts'

test('a run that is over lasted from its start to its last update', () => {
  expect(runDurationMs(false, 1000, 193_500, 900_000)).toBe(192_500)
  // Twilio's update date can be before its creation date.
  expect(runDurationMs(false, 2000, 1000, 900_000)).toBe(-1000)
  expect(runDurationMs(false, Number.NaN, 1000, 900_000)).toBeNaN()
  expect(runDurationMs(false, 1000, Number.NaN, 900_000)).toBeNaN()
})

test('an active run lasts until now, whenever it was updated', () => {
  expect(runDurationMs(true, 1000, 2000, 900_000)).toBe(899_000)
  expect(runDurationMs(true, 1000, Number.NaN, 900_000)).toBe(899_000)
  expect(runDurationMs(true, Number.NaN, 1000, 900_000)).toBeNaN()
  // Twilio's clock may be ahead.
  expect(runDurationMs(true, 901_000, 902_000, 900_000)).toBe(0)
})

const day = 86_400_000
const now = Date.parse('2026-11-29T12:00:00Z')

test.each([
  [0, null],
  [22.9, null],
  [23, 7],
  [24.5, 6],
  [29.01, 1],
  [30, 0],
  [45, 0],
])('of a run that started %d days ago: %s', (age, days) => {
  expect(daysUntilDeletion(now - age * day, now)).toBe(days)
})

test('without a start nothing is said', () => {
  expect(daysUntilDeletion(null, now)).toBeNull()
})
