import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayMs, hourMs, minuteMs, secondMs } from './time-units.ts'
import { binsForWidth, type BinSize } from './time-bins.ts'
import { toZoned } from './time-zone.ts'

const parse = (text: string) => Date.parse(text)
const lengths = (edges: readonly number[]) =>
  edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / hourMs)

test.each([
  ['an hour', hourMs, 1200, { ms: 30 * secondMs }],
  ['a day', dayMs, 1200, { ms: 10 * minuteMs }],
  ['a week', 7 * dayMs, 1200, { ms: hourMs }],
  ['30 days', 30 * dayMs, 1200, { ms: 6 * hourMs }],
  ['30 days on a phone', 30 * dayMs, 350, { ms: dayMs }],
  ['ten years', 3653 * dayMs, 1200, { months: 1 }],
] as const)('%s', (_, length, width, binSize) => {
  const from = parse('2026-05-04T00:00:00Z')
  expect(binsForWidth(from, from + length, width, 'UTC').binSize).toEqual(binSize)
})

test('the bin of a day on which clocks change has 23 or 25 hours', () => {
  const spring = binsForWidth(
    parse('2026-03-27T23:00:00Z'),
    parse('2026-04-20T22:00:00Z'),
    200,
    'Europe/Berlin',
  )
  expect(lengths(spring.edges).slice(0, 3)).toEqual([24, 23, 24])
  const autumn = binsForWidth(
    parse('2026-10-31T04:00:00Z'),
    parse('2026-11-22T05:00:00Z'),
    200,
    'America/New_York',
  )
  expect(lengths(autumn.edges).slice(0, 3)).toEqual([24, 25, 24])
})

test('a repeated hour has two bins, a skipped hour has none', () => {
  const autumn = binsForWidth(
    parse('2026-10-24T22:00:00Z'),
    parse('2026-10-25T23:00:00Z'),
    200,
    'Europe/Berlin',
  )
  expect(autumn.edges).toHaveLength(26)
  expect(new Set(lengths(autumn.edges))).toEqual(new Set([1]))
  const fromSecondHour = binsForWidth(
    parse('2026-10-25T01:10:00Z'),
    parse('2026-10-25T23:00:00Z'),
    200,
    'Europe/Berlin',
  )
  expect(fromSecondHour.edges[0]).toBe(parse('2026-10-25T01:00:00Z'))
  const spring = binsForWidth(
    parse('2026-03-28T23:00:00Z'),
    parse('2026-03-29T22:00:00Z'),
    200,
    'Europe/Berlin',
  )
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
    fc.integer({ min: parse('2005-01-01'), max: parse('2035-01-01') }),
    // From a second to forty years, evenly distributed on a logarithmic scale.
    fc.double({ min: 0, max: 9.1, noNaN: true }),
  )
  .map(([from, power]) => ({ from, to: from + Math.ceil(secondMs * 10 ** power) }))

test('edges ascend, cover the range, and no bin is outside it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      range,
      fc.integer({ min: 0, max: 4000 }),
      (zone, { from, to }, width) => {
        const { edges } = binsForWidth(from, to, width, zone)
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

test('edges are round in their zone, or at a clock change', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), range, (zone, { from, to }) => {
      const { binSize, edges } = binsForWidth(from, to, 900, zone)
      expect(
        edges.filter((edge) => !isRound(binSize, toZoned(edge, zone)) && !isClockChange(edge, zone)),
      ).toEqual([])
    }),
    { numRuns: 300 },
  )
})

function isRound(binSize: BinSize, zoned: number): boolean {
  const date = new Date(zoned)
  if ('months' in binSize)
    return (
      date.getUTCDate() === 1 &&
      zoned % dayMs === 0 &&
      date.getUTCMonth() % Math.min(12, binSize.months) === 0
    )
  return binSize.ms <= dayMs ? zoned % binSize.ms === 0 : zoned % dayMs === 0
}

const isClockChange = (edge: number, zone: string) => toZoned(edge, zone) - toZoned(edge - 1, zone) > 1
