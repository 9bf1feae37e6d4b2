import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fromZoned, formatTimeZone, formatUtcOffset, toZoned } from './time-zone.ts'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]
const parse = (text: string) => Date.parse(text)

test.each([
  ['Europe/Berlin', '2026-11-03T08:12:00.250Z', '2026-11-03T09:12:00.250Z'],
  ['Europe/Berlin', '2026-07-03T08:12:00Z', '2026-07-03T10:12:00Z'],
  ['America/New_York', '2026-11-03T03:00:00Z', '2026-11-02T22:00:00Z'],
  ['Asia/Kathmandu', '2026-11-03T03:00:00Z', '2026-11-03T08:45:00Z'],
  ['Asia/Tokyo', '0050-06-01T12:00:00Z', '0050-06-01T21:18:59Z'],
  ['Europe/Berlin', '1969-12-31T22:59:59.750Z', '1969-12-31T23:59:59.750Z'],
])('in %s the local time of %s is %s', (zone, instant, local) => {
  expect(toZoned(parse(instant), zone)).toBe(parse(local))
  expect(fromZoned(parse(local), zone)).toBe(parse(instant))
})

test('a repeated local time is the earlier one', () => {
  expect(fromZoned(parse('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe(parse('2026-10-25T00:30:00Z'))
  expect(fromZoned(parse('2026-11-01T01:30:00Z'), 'America/New_York')).toBe(parse('2026-11-01T05:30:00Z'))
})

test('a skipped local time moves forward by the length of the gap', () => {
  expect(fromZoned(parse('2026-03-29T02:30:00Z'), 'Europe/Berlin')).toBe(parse('2026-03-29T01:30:00Z'))
  expect(fromZoned(parse('2011-12-30T12:00:00Z'), 'Pacific/Apia')).toBe(parse('2011-12-30T22:00:00Z'))
})

test('fromZoned returns the same time, or an earlier one with the same local time', () => {
  const instant = fc.integer({ min: parse('2005-01-01'), max: parse('2040-01-01') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, ms) => {
      const result = fromZoned(toZoned(ms, zone), zone)
      expect(toZoned(result, zone)).toBe(toZoned(ms, zone))
      expect(result).toBeLessThanOrEqual(ms)
    }),
    { numRuns: 500 },
  )
})

test('zones are formatted with their offset from UTC', () => {
  const november = parse('2026-11-03T12:00:00Z')
  expect(formatTimeZone('Europe/Berlin', november)).toBe('Europe/Berlin (UTC+1)')
  expect(formatTimeZone('Europe/Berlin', parse('2026-10-20T12:00:00Z'), november)).toBe(
    'Europe/Berlin (UTC+2, then UTC+1)',
  )
  expect(formatTimeZone('UTC', november)).toBe('UTC')
  expect(
    ['Asia/Kathmandu', 'America/New_York', 'Europe/London'].map((zone) => formatUtcOffset(november, zone)),
  ).toEqual(['UTC+5:45', 'UTC−5', 'UTC'])
})
