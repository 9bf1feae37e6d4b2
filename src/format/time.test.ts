import { afterEach, expect, test, vi } from 'vitest'

import { parseTime } from './time.ts'

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

test.each([null, '', 'soon', '1', '2026', '2026-13-03T09:12:45Z', '2026-11-03T25:12:45', '03/11/2026 09:12'])(
  'parseTime: %s is no date',
  (text) => {
    expect(parseTime(text)).toBeNull()
  },
)
