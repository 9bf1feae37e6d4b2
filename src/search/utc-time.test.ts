import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseUtcTime, printUtcTime, sayUtcTime } from './utc-time.ts'

test('what is printed is read back', () => {
  const anyTime = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(anyTime, (date) => {
      expect(parseUtcTime(printUtcTime(date.getTime()) ?? '')).toBe(date.getTime())
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
  ['2028-02-29', '2028-02-29T00:00:00Z'],
])('%s is %s', (typed, printed) => {
  expect(printUtcTime(parseUtcTime(typed) ?? 0)).toBe(printed)
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
  '0000-01-01T00:00+01:00',
])('no time: %s', (text) => {
  expect(parseUtcTime(text)).toBeNull()
})

const says = (text: string) => sayUtcTime(Date.parse(text))

test('says no more than there is', () => {
  expect(says('2026-11-03T00:00:00Z')).toBe('2026-11-03 00:00 UTC')
  expect(says('2026-11-03T09:12:30Z')).toBe('2026-11-03 09:12:30 UTC')
  expect(says('2026-11-03T09:12:00.500Z')).toBe('2026-11-03 09:12:00.500 UTC')
})

test('no year of five digits is printed', () => {
  expect(printUtcTime(8.64e15)).toBeNull()
})
