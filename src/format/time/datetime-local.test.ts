import fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatDatetimeLocal, parseDatetimeLocal } from './datetime-local.ts'

const berlin = 'Europe/Berlin'

test.each([
  ['2026-11-03T09:12', '2026-11-03T08:12:00.000Z'],
  ['2026-11-03 09:12:45', '2026-11-03T08:12:45.000Z'],
  [' 2026-11-03T09:12:45.5 ', '2026-11-03T08:12:45.500Z'],
  ['2026-11-03', '2026-11-02T23:00:00.000Z'],
  ['2026-07-01T00:00', '2026-06-30T22:00:00.000Z'],
])('%j in Berlin is %s', (text, iso) => {
  expect(new Date(parseDatetimeLocal(text, berlin) ?? 0).toISOString()).toBe(iso)
})

test.each([
  '',
  'soon',
  '2026-02-31T10:00',
  '2026-13-01',
  '2026-11-03T24:30',
  '2026-11-03T09:60',
  '03.11.2026',
  '0026-01-01',
])('%j is not a date and time', (text) => {
  expect(parseDatetimeLocal(text, berlin)).toBeNull()
})

test('seconds are formatted only if they are not zero', () => {
  const nine = Date.parse('2026-11-03T08:12:00Z')
  expect([0, 45_000, 45_250].map((ms) => formatDatetimeLocal(nine + ms, berlin))).toEqual([
    '2026-11-03T09:12',
    '2026-11-03T09:12:45',
    '2026-11-03T09:12:45.250',
  ])
})

test('parsing a formatted time gives the same time, or one of two in the hour that clocks repeat', () => {
  const instant = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') })
  fc.assert(
    fc.property(instant, fc.constantFrom(berlin, 'America/New_York', 'Asia/Kathmandu', 'UTC'), (ms, zone) => {
      const text = formatDatetimeLocal(ms, zone)
      expect([parseDatetimeLocal(text, zone), parseDatetimeLocal(text, zone, 'later')]).toContain(ms)
    }),
  )
})
