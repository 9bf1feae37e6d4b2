import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseUtcTime, toRfc3339, formatUtcTime } from './utc-time.ts'

test('parseUtcTime is the inverse of toRfc3339', () => {
  const anyTime = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(anyTime, (date) => {
      expect(parseUtcTime(toRfc3339(date.getTime()) ?? '')).toBe(date.getTime())
    }),
  )
})

test.each([
  ['2026-11-03', '2026-11-03T00:00:00Z'],
  ['2026-11-03T09:12', '2026-11-03T09:12:00Z'],
  ['2026-11-03 09:12:30', '2026-11-03T09:12:30Z'],
  ['2026-11-03t09:12:30.5z', '2026-11-03T09:12:30.500Z'],
  ['2026-11-03T09:12:30.123456Z', '2026-11-03T09:12:30.123Z'],
  ['2026-11-03T09:12+01:00', '2026-11-03T08:12:00Z'],
  ['2026-11-3', '2026-11-03T00:00:00Z'],
  ['2026/1/3 9:12', '2026-01-03T09:12:00Z'],
  ['2026-11-03 09:12 UTC', '2026-11-03T09:12:00Z'],
  ['2026-11-03T09:12 01:00', '2026-11-03T08:12:00Z'],
  ['2026-11-03T09:12-0530', '2026-11-03T14:42:00Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z'],
])('%s is %s', (text, expected) => {
  expect(toRfc3339(parseUtcTime(text) ?? 0)).toBe(expected)
})

test.each([
  '',
  '2026',
  '2026-11',
  '2026-13-01',
  '2026-02-30',
  '2026-11-03T',
  '2026-11-03T25:00',
  '2026-11-03T09:60',
  '2026-11-03+01:00',
  '03.11.2026',
  '3/11/2026',
  '2026-11/03',
  '2026-11-031',
  '2026-11-03 09:12 CET',
  '0000-01-01T00:00+01:00',
])('"%s" is not a time', (text) => {
  expect(parseUtcTime(text)).toBeNull()
})

const formatted = (text: string) => formatUtcTime(Date.parse(text))

test('seconds and milliseconds are formatted only if they are not zero', () => {
  expect(formatted('2026-11-03T00:00:00Z')).toBe('2026-11-03 00:00 UTC')
  expect(formatted('2026-11-03T09:12:30Z')).toBe('2026-11-03 09:12:30 UTC')
  expect(formatted('2026-11-03T09:12:00.500Z')).toBe('2026-11-03 09:12:00.500 UTC')
})

test('years after 9999 are not formatted', () => {
  expect(toRfc3339(8.64e15)).toBeNull()
})
