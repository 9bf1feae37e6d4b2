import { expect, test } from 'vitest'

import { describeTimeRange } from './time-range.ts'

const berlin = 'Europe/Berlin'
const now = Date.parse('2026-11-03T08:12:45Z')
const parse = (text: string) => Date.parse(text)

test.each([
  ['2026-11-03T08:00:00Z', '2026-11-03T09:00:00Z', '3 Nov, 09:00 – 10:00'],
  ['2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z', '3 Nov, 09:00 – 4 Nov, 09:00'],
  ['2026-11-01T23:00:00Z', '2026-11-02T23:00:00Z', '2 Nov'],
  ['2026-11-01T23:00:00Z', '2026-11-08T23:00:00Z', '2 – 8 Nov'],
  ['2025-12-30T23:00:00Z', '2026-01-01T23:00:00Z', '31 Dec 2025 – 1 Jan 2026'],
  ['2026-11-03T08:00:00Z', '2026-11-03T08:00:05Z', '3 Nov, 09:00:00 – 09:00:05'],
  ['2026-11-03T08:00:00Z', null, 'from 3 Nov, 09:00'],
  [null, '2026-11-03T08:00:00Z', 'before 3 Nov, 09:00'],
  ['2026-11-03T08:00:00Z', '2026-11-02T08:00:00Z', 'from 3 Nov, 09:00 and before 2 Nov, 09:00'],
  [null, null, null],
  ['2026-10-24T23:00:00Z', '2026-10-25T00:30:00Z', '25 Oct, 01:00 – 25 Oct, 02:30 UTC+2'],
  ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '25 Oct, 02:30 UTC+2 – 25 Oct, 02:30 UTC+1'],
])('from %s to %s is %j', (from, to, text) => {
  const range = { from: from === null ? null : parse(from), to: to === null ? null : parse(to) }
  expect(describeTimeRange(range, berlin, now)).toBe(text)
})

test('a day whose midnight does not exist is a whole day', () => {
  const range = { from: parse('2026-04-23T22:00:00Z'), to: parse('2026-04-24T21:00:00Z') }
  expect(describeTimeRange(range, 'Africa/Cairo', now)).toBe('24 Apr')
})
