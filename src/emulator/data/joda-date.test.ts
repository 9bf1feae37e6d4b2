import { expect, test } from 'vitest'

import { jodaDateTime } from './joda-date.ts'

test('a date has the fields of a Joda DateTime', () => {
  const timestamp = Date.UTC(2027, 0, 1, 13, 5, 9, 42)
  const parts: unknown = JSON.parse(jodaDateTime(timestamp).text)
  expect(parts).toMatchObject({
    year: 2027,
    monthOfYear: 1,
    dayOfMonth: 1,
    dayOfYear: 1,
    dayOfWeek: 5,
    // Friday 1 January 2027 is in the last week of 2026 (ISO 8601).
    weekyear: 2026,
    weekOfWeekyear: 53,
    hourOfDay: 13,
    minuteOfDay: 785,
    millis: timestamp,
    millisOfDay: timestamp % 86_400_000,
  })
})

test('Sunday is the last day of its week', () => {
  const parts: unknown = JSON.parse(jodaDateTime(Date.UTC(2026, 10, 8)).text)
  expect(parts).toMatchObject({ dayOfWeek: 7, weekOfWeekyear: 45, dayOfYear: 312 })
})
