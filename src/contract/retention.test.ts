import { expect, test } from 'vitest'

import { daysUntilDeletion } from './retention.ts'

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
