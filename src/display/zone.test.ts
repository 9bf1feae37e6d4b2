import fc from 'fast-check'
import { expect, test } from 'vitest'

import { instantOf, nameZone, offsetName, wallTime } from './zone.ts'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]
const at = (text: string) => Date.parse(text)

test.each([
  ['Europe/Berlin', '2026-11-03T08:12:00.250Z', '2026-11-03T09:12:00.250Z'],
  ['Europe/Berlin', '2026-07-03T08:12:00Z', '2026-07-03T10:12:00Z'],
  ['America/New_York', '2026-11-03T03:00:00Z', '2026-11-02T22:00:00Z'],
  ['Asia/Kathmandu', '2026-11-03T03:00:00Z', '2026-11-03T08:45:00Z'],
  ['Asia/Tokyo', '0050-06-01T12:00:00Z', '0050-06-01T21:18:59Z'],
  ['Europe/Berlin', '1969-12-31T22:59:59.750Z', '1969-12-31T23:59:59.750Z'],
])('in %s clocks at %s show %s', (zone, instant, wall) => {
  expect(wallTime(at(instant), zone)).toBe(at(wall))
  expect(instantOf(at(wall), zone)).toBe(at(instant))
})

test('a time that clocks show twice is the earlier one', () => {
  expect(instantOf(at('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'))
  expect(instantOf(at('2026-11-01T01:30:00Z'), 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'))
})

test('a time that clocks leap over is as far after the leap', () => {
  expect(instantOf(at('2026-03-29T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'))
  expect(instantOf(at('2011-12-30T12:00:00Z'), 'Pacific/Apia')).toBe(at('2011-12-30T22:00:00Z'))
})

test('what clocks show leads back to when they show it, or to an hour with the same name', () => {
  const instant = fc.integer({ min: at('2005-01-01'), max: at('2040-01-01') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, ms) => {
      const back = instantOf(wallTime(ms, zone), zone)
      expect(wallTime(back, zone)).toBe(wallTime(ms, zone))
      expect(back).toBeLessThanOrEqual(ms)
    }),
    { numRuns: 500 },
  )
})

test('zones are named with how far they are from UTC', () => {
  const november = at('2026-11-03T12:00:00Z')
  expect(nameZone('Europe/Berlin', november)).toBe('Europe/Berlin (UTC+1)')
  expect(nameZone('Europe/Berlin', at('2026-10-20T12:00:00Z'), november)).toBe(
    'Europe/Berlin (UTC+2, then UTC+1)',
  )
  expect(nameZone('UTC', november)).toBe('UTC')
  expect(
    ['Asia/Kathmandu', 'America/New_York', 'Europe/London'].map((zone) => offsetName(november, zone)),
  ).toEqual(['UTC+5:45', 'UTC−5', 'UTC'])
})
