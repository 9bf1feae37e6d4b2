import fc from 'fast-check'
import { expect, test } from 'vitest'

import { day, hour, minute, second } from './lengths.ts'
import { binsFor, type Step } from './time-bins.ts'
import { wallTime } from './zone.ts'

const at = (text: string) => Date.parse(text)
const lengths = (edges: readonly number[]) => edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / hour)

test.each([
  ['an hour', hour, 1200, { ms: 30 * second }],
  ['a day', day, 1200, { ms: 10 * minute }],
  ['a week', 7 * day, 1200, { ms: hour }],
  ['30 days', 30 * day, 1200, { ms: 6 * hour }],
  ['30 days on a phone', 30 * day, 350, { ms: day }],
  ['ten years', 3653 * day, 1200, { months: 1 }],
] as const)('%s', (_, length, width, step) => {
  const from = at('2026-05-04T00:00:00Z')
  expect(binsFor(from, from + length, width, 'UTC').step).toEqual(step)
})

test('a day in which clocks change has 23 or 25 hours, and so has its bin', () => {
  const spring = binsFor(at('2026-03-27T23:00:00Z'), at('2026-04-20T22:00:00Z'), 200, 'Europe/Berlin')
  expect(lengths(spring.edges).slice(0, 3)).toEqual([24, 23, 24])
  const autumn = binsFor(at('2026-10-31T04:00:00Z'), at('2026-11-22T05:00:00Z'), 200, 'America/New_York')
  expect(lengths(autumn.edges).slice(0, 3)).toEqual([24, 25, 24])
})

test('the hour that comes twice is two bins of an hour, the one that is left out none', () => {
  const autumn = binsFor(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'), 200, 'Europe/Berlin')
  expect(autumn.edges).toHaveLength(26)
  expect(new Set(lengths(autumn.edges))).toEqual(new Set([1]))
  const withinTheSecond = binsFor(
    at('2026-10-25T01:10:00Z'),
    at('2026-10-25T23:00:00Z'),
    200,
    'Europe/Berlin',
  )
  expect(withinTheSecond.edges[0]).toBe(at('2026-10-25T01:00:00Z'))
  const spring = binsFor(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'), 200, 'Europe/Berlin')
  expect(spring.edges).toHaveLength(24)
})

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'UTC',
]
const range = fc
  .tuple(
    fc.integer({ min: at('2005-01-01'), max: at('2035-01-01') }),
    // From a second to forty years, each length as likely as the next larger.
    fc.double({ min: 0, max: 9.1, noNaN: true }),
  )
  .map(([from, power]) => ({ from, to: from + Math.ceil(second * 10 ** power) }))

test('edges rise, cover the range, and none lies beside it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      range,
      fc.integer({ min: 0, max: 4000 }),
      (zone, { from, to }, width) => {
        const { edges } = binsFor(from, to, width, zone)
        expect(lengths(edges).every((length) => length > 0)).toBe(true)
        const [first = Infinity, next = -Infinity] = edges
        expect(first).toBeLessThanOrEqual(from)
        expect(next).toBeGreaterThan(from)
        expect(edges.at(-1)).toBeGreaterThanOrEqual(to)
        expect(edges.at(-2)).toBeLessThan(to)
        expect(edges.length - 1).toBeLessThanOrEqual(Math.min(200, Math.max(12, width / 6)))
      },
    ),
    { numRuns: 300 },
  )
})

test('edges are round in their zone, or where its clocks leap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), range, (zone, { from, to }) => {
      const { step, edges } = binsFor(from, to, 900, zone)
      expect(edges.filter((edge) => !isRound(step, wallTime(edge, zone)) && !leaps(edge, zone))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

function isRound(step: Step, wall: number): boolean {
  const date = new Date(wall)
  if ('months' in step)
    return date.getUTCDate() === 1 && wall % day === 0 && date.getUTCMonth() % Math.min(12, step.months) === 0
  return step.ms <= day ? wall % step.ms === 0 : wall % day === 0
}

const leaps = (edge: number, zone: string) => wallTime(edge, zone) - wallTime(edge - 1, zone) > 1
