import fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  fromZoned,
  formatTimeZone,
  formatUtcOffset,
  isRepeatedTime,
  repeatedOffset,
  startOfDay,
  toZoned,
  toZonedRfc3339,
} from './time-zone.ts'
import { dayMs, hourMs, minuteMs } from './time-units.ts'

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

/** Zones with changes of an hour, of half an hour and at midnight, two changes in a month, and none. */
const changingZones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Adelaide',
  'Europe/London',
  'Pacific/Chatham',
  'Pacific/Easter',
  ...zones,
]

/** Times near a change of clocks, where there is one: within a day of it, found by halving a random half year. */
const zoneAndTime = fc
  .tuple(
    fc.constantFrom(...changingZones),
    fc.integer({ min: parse('2012-01-01'), max: parse('2036-01-01') }),
    fc.integer({ min: -3 * hourMs, max: 3 * hourMs }),
  )
  .map(([zone, ms, distance]) => {
    const offset = (at: number) => toZoned(at, zone) - at
    let [low, high] = [ms, ms + 180 * dayMs]
    if (offset(low) === offset(high)) return { zone, ms }
    while (high - low > minuteMs) {
      const middle = Math.floor((low + high) / 2)
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    return { zone, ms: low + distance }
  })

const formatWithIntl = (ms: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(ms)

test('the local time is what Intl formats', () => {
  fc.assert(
    fc.property(zoneAndTime, ({ zone, ms }) => {
      expect(formatWithIntl(toZoned(ms, zone), 'UTC')).toBe(formatWithIntl(ms, zone))
      expect(toZoned(ms, zone) - Math.floor(toZoned(ms, zone) / 1000) * 1000).toBe(
        ms - Math.floor(ms / 1000) * 1000,
      )
    }),
    { numRuns: 500 },
  )
})

test('the local time and one of its two meanings give the time back', () => {
  fc.assert(
    fc.property(zoneAndTime, ({ zone, ms }) => {
      const zoned = toZoned(ms, zone)
      const [earlier, later] = [fromZoned(zoned, zone), fromZoned(zoned, zone, 'later')]
      expect([earlier, later]).toContain(ms)
      expect(earlier).toBeLessThanOrEqual(later)
      expect(isRepeatedTime(ms, zone)).toBe(earlier !== later)
      // Both have their own offset, so what is shown tells them apart.
      expect(repeatedOffset(earlier, zone) === repeatedOffset(later, zone)).toBe(earlier === later)
    }),
    { numRuns: 2000 },
  )
})

test('every time is in the day that begins with its start, and each day has one start', () => {
  fc.assert(
    fc.property(zoneAndTime, ({ zone, ms }) => {
      const start = startOfDay(ms, zone)
      const dayOf = (at: number) => Math.floor(toZoned(at, zone) / dayMs)
      expect(start).toBeLessThanOrEqual(ms)
      expect(ms - start).toBeLessThan(dayMs + 3 * hourMs)
      expect(dayOf(start)).toBe(dayOf(ms))
      expect(dayOf(start - 1)).toBeLessThan(dayOf(start))
      expect(startOfDay(start, zone)).toBe(start)
    }),
    { numRuns: 2000 },
  )
})

test('RFC 3339 in a zone is the same time', () => {
  fc.assert(
    fc.property(zoneAndTime, ({ zone, ms }) => {
      const text = toZonedRfc3339(ms, zone) ?? ''
      expect(Date.parse(text)).toBe(ms)
      expect(text).toMatch(zone === 'UTC' ? /Z$/ : /[+-]\d\d:\d\d$/)
      expect(Date.parse(`${text.slice(0, -6)}Z`)).toBe(zone === 'UTC' ? Number.NaN : toZoned(ms, zone))
    }),
  )
  expect(toZonedRfc3339(parse('0000-01-01T12:00:00Z'), 'Asia/Tokyo')).toBe('0000-01-01T12:00:00Z')
  expect(toZonedRfc3339(parse('1850-01-01T12:00:00Z'), 'Europe/Berlin')).toBe('1850-01-01T12:00:00Z')
  expect(toZonedRfc3339(8.64e15, 'Europe/Berlin')).toBeNull()
  for (const ms of [8.64e15, -8.64e15]) expect(() => repeatedOffset(ms, 'Europe/Berlin')).not.toThrow()
})

test.each([
  // Midnight does not exist, and the day has 23 hours.
  ['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00Z', 23],
  // Midnight occurs twice, and the day has 25 hours.
  ['America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00Z', 25],
  ['Australia/Lord_Howe', '2026-04-05T02:00:00Z', '2026-04-04T13:00:00Z', 24.5],
  ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z', 23],
])('in %s the day of %s starts at %s and has %d hours', (zone, time, start, hours) => {
  const from = startOfDay(parse(time), zone)
  expect(from).toBe(parse(start))
  expect((startOfDay(from + 30 * hourMs, zone) - from) / hourMs).toBe(hours)
})
