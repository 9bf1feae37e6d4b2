import { expect, test } from 'vitest'

import { runDurationMs } from './run-duration.ts'

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
