import fc from 'fast-check'
import { expect, test } from 'vitest'

import { timePresets } from './time-presets.ts'

const berlin = 'Europe/Berlin'
const now = Date.parse('2026-11-03T08:12:45Z')
const parse = (text: string) => Date.parse(text)

test('relative presets end at the next full minute, days follow the calendar of the zone', () => {
  const chosen = timePresets.map(({ label, range }) => {
    const { from, to } = range(now, berlin)
    return `${label}: ${new Date(from).toISOString()} ${new Date(to).toISOString()}`
  })
  expect(chosen).toEqual([
    'Last hour: 2026-11-03T07:13:00.000Z 2026-11-03T08:13:00.000Z',
    'Last 24 hours: 2026-11-02T08:13:00.000Z 2026-11-03T08:13:00.000Z',
    'Today: 2026-11-02T23:00:00.000Z 2026-11-03T23:00:00.000Z',
    'Yesterday: 2026-11-01T23:00:00.000Z 2026-11-02T23:00:00.000Z',
    'Last 7 days: 2026-10-27T08:13:00.000Z 2026-11-03T08:13:00.000Z',
    'Last 30 days: 2026-10-04T08:13:00.000Z 2026-11-03T08:13:00.000Z',
  ])
})

test('yesterday has 25 hours if clocks went back', () => {
  const yesterday = timePresets
    .find(({ label }) => label === 'Yesterday')
    ?.range(parse('2026-10-26T12:00:00Z'), berlin)
  expect(yesterday).toEqual({ from: parse('2026-10-24T22:00:00Z'), to: parse('2026-10-25T23:00:00Z') })
})

const rangeOf = (name: string, at: number, zone: string) =>
  timePresets.find(({ label }) => label === name)?.range(at, zone) ?? { from: 0, to: 0 }

test('today contains now, and begins where yesterday ends, in any zone', () => {
  const zones = [
    berlin,
    'Africa/Cairo',
    'America/Havana',
    'America/St_Johns',
    'Asia/Beirut',
    'Pacific/Apia',
    'UTC',
  ]
  const time = fc.integer({ min: parse('2012-01-01'), max: parse('2036-01-01') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), time, (zone, at) => {
      const [today, yesterday] = [rangeOf('Today', at, zone), rangeOf('Yesterday', at, zone)]
      expect(today.from).toBeLessThanOrEqual(at)
      expect(today.to).toBeGreaterThan(at)
      expect(yesterday.to).toBe(today.from)
      expect(yesterday.from).toBeLessThan(yesterday.to)
    }),
    { numRuns: 500 },
  )
})
