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
