import { expect, test } from 'vitest'

import { finalDurationMs, runDurationMs } from './run-duration.ts'

test('a duration is the time from the start to the last update', () => {
  expect(runDurationMs(1000, 193_500)).toBe(192_500)
  // Twilio's update date can be before its creation date.
  expect(runDurationMs(2000, 1000)).toBe(-1000)
  expect(runDurationMs(Number.NaN, 1000)).toBeNaN()
  expect(runDurationMs(1000, Number.NaN)).toBeNaN()
})

test('only a run that is over has a final duration, and only with both dates', () => {
  const ended = { status: 'ended', started: 1000, updated: 3000 }
  expect(finalDurationMs(ended)).toBe(2000)
  expect(finalDurationMs({ ...ended, status: 'paused' })).toBe(2000)
  expect(finalDurationMs({ ...ended, status: null })).toBe(2000)
  expect(finalDurationMs({ ...ended, status: 'active' })).toBeNull()
  expect(finalDurationMs({ ...ended, started: null })).toBeNull()
  expect(finalDurationMs({ ...ended, updated: null })).toBeNull()
})
