import { afterEach, expect, test, vi } from 'vitest'

import {
  describeTime,
  formatAroundSeconds,
  formatDateTime,
  formatNewDay,
  formatTimeOfDay,
  parseTime,
} from './time.ts'

const expected = Date.UTC(2026, 10, 3, 9, 12, 45)

afterEach(() => vi.unstubAllEnvs())

// A date without a zone must not become local time.
test.each(['UTC', 'Asia/Kathmandu', 'America/St_Johns'])('parseTime in the time zone %s', (zone) => {
  vi.stubEnv('TZ', zone)
  const texts = [
    '2026-11-03T09:12:45Z',
    '2026-11-03T09:12:45z',
    '2026-11-03T09:12:45',
    '2026-11-03 09:12:45',
    '2026-11-03T09:12:45.000000',
    '2026-11-03T10:12:45+01:00',
    '2026-11-03T10:12:45+0100',
    '2026-11-03 03:42:45-05:30',
    '2026-11-03 10:12:45 +01',
    '2026-11-03 09:12:45 UTC',
    '2026-11-03T09:12:45 GMT',
    'Tue, 03 Nov 2026 09:12:45 +0000',
    'Tue, 03 Nov 2026 09:12:45 GMT',
    'Tue, 03 Nov 2026 09:12:45',
    '3 Nov 2026 10:12:45 +0100',
  ]
  expect(texts.map(parseTime)).toEqual(texts.map(() => expected))
  expect(parseTime('2026-11-03T09:12:45.250Z')).toBe(expected + 250)
  expect(parseTime('2026-11-03T09:12')).toBe(expected - 45_000)
  expect(parseTime('2026-11-03')).toBe(Date.UTC(2026, 10, 3))
})

test.each([
  null,
  '',
  'soon',
  '1',
  '2026',
  '2026-13-03T09:12:45Z',
  '2026-11-03T25:12:45',
  '03/11/2026 09:12',
  '2026-02-29T09:12:45Z',
  '2026-11-31T09:12:45+01:00',
  'Tue, 31 Nov 2026 09:12:45 +0000',
  'Tue, 03 Nov 2026 09:12:60 +0000',
  'Tue, 03 Nov 2026 09:12:45 +0199',
  'Tue, 03 Nov 0026 09:12:45 +0000',
])('parseTime: %s is no date', (text) => {
  expect(parseTime(text)).toBeNull()
})

test('parseTime reads every day of a leap year, in both forms', () => {
  for (let ms = Date.UTC(2028, 0, 1, 23, 59, 59); ms < Date.UTC(2029, 0); ms += 86_400_000) {
    const date = new Date(ms)
    expect([date.toISOString().replace('.000', ''), date.toUTCString()].map(parseTime)).toEqual([ms, ms])
  }
})

const inBerlin = (ms = 0) => [formatDateTime(ms, 'Europe/Berlin'), formatTimeOfDay(ms, 'Europe/Berlin')]

test('in the hour that clocks repeat, times have their offset', () => {
  const [before, first, second] = [
    '2026-10-24T23:30:15Z',
    '2026-10-25T00:30:15Z',
    '2026-10-25T01:30:15Z',
  ].map((text) => Date.parse(text))
  expect(inBerlin(before)).toEqual(['25 Oct 2026, 01:30', '01:30:15'])
  expect(inBerlin(first)).toEqual(['25 Oct 2026, 02:30 UTC+2', '02:30:15 UTC+2'])
  expect(inBerlin(second)).toEqual(['25 Oct 2026, 02:30 UTC+1', '02:30:15 UTC+1'])
  expect(formatAroundSeconds(first ?? 0, 'Europe/Berlin')).toEqual({
    minute: '25 Oct, 02:30',
    offset: ' UTC+2',
  })
  expect(formatAroundSeconds(before ?? 0, 'Europe/Berlin')).toEqual({
    minute: '25 Oct 2026, 01:30',
    offset: '',
  })
  expect(formatTimeOfDay(second ?? 0, 'Europe/London')).toBe('01:30:15 UTC+0')
  expect(formatDateTime(first ?? 0, 'UTC')).toBe('25 Oct 2026, 00:30')
  expect(describeTime(first ?? 0, 'Asia/Kathmandu')).toMatch(
    /^Sunday,? 25 October 2026 at 06:15:15 GMT\+5:45\n2026-10-25T00:30:15.000Z \(UTC\)\n1792888215 \(epoch seconds\)$/,
  )
})

test('the day is named where it is another than that of the time before', () => {
  const [evening, midnight] = [Date.UTC(2026, 10, 3, 22, 59), Date.UTC(2026, 10, 3, 23)]
  expect(formatNewDay(midnight, evening, 'Europe/Berlin')).toBe('4 Nov')
  expect(formatNewDay(midnight, evening, 'UTC')).toBeNull()
  expect(formatNewDay(midnight, null, 'UTC')).toBeNull()
})
