import fc from 'fast-check'
import { expect, test } from 'vitest'

import { barPaths, binAt, countWithin, maxBarCount, barKinds, timeScale, type Bars } from './geometry.ts'

const bars: Bars = {
  edges: [0, 10, 20, 40],
  counts: { ended: [5, 0, 10], active: [1, 0, 2], other: [0, 0, 0] },
}

test('xOf and timeAt are inverse', () => {
  const scale = timeScale({ from: 1000, to: 3000 }, 50, 200)
  expect([scale.xOf(1000), scale.xOf(2000), scale.xOf(3000)]).toEqual([50, 150, 250])
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 3000 }), (ms) => {
      expect(scale.timeAt(scale.xOf(ms))).toBeCloseTo(ms, 6)
    }),
  )
})

test('a bin starts at its edge and ends before the next; outside the chart the nearest bin is used', () => {
  const starts = [-5, 0, 9.9, 10, 19, 20, 39, 40, 99].map((ms) => binAt(bars.edges, ms)?.from)
  expect(starts).toEqual([0, 0, 0, 10, 10, 20, 20, 20, 20])
  expect(binAt([], 5)).toBeNull()
  expect(binAt([5], 5)).toBeNull()
})

test('counts within a range are those of its bins', () => {
  expect(countWithin(bars, { from: 0, to: 20 })).toEqual({ ended: 5, active: 1, other: 0 })
  expect(countWithin(bars, { from: 10, to: 40 })).toEqual({ ended: 10, active: 2, other: 0 })
  expect(maxBarCount(bars)).toBe(12)
})

test('bars are stacked from the axis up, with a visible minimum height', () => {
  const { xOf } = timeScale({ from: 0, to: 40 }, 0, 400)
  const paths = barPaths(bars, xOf, 36, 12)
  expect(paths.ended).toBe('M0 21h99v15h-99zM200 6h199v30h-199z')
  expect(paths.active).toBe('M0 18h99v3h-99zM200 0h199v6h-199z')
  expect(paths.other).toBe('')
  const one: Bars = { edges: [0, 10], counts: { ended: [1], active: [0], other: [0] } }
  expect(barPaths(one, xOf, 36, 10_000).ended).toBe('M0 34.5h99v1.5h-99z')
})

test('the counts of the whole range are the sum of all bins', () => {
  const counts = fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(counts, counts, counts, (ended, active, other) => {
      const some: Bars = { edges: bars.edges, counts: { ended, active, other } }
      const within = countWithin(some, { from: 0, to: 40 })
      const all = [ended, active, other].flat().reduce((sum, n) => sum + n, 0)
      expect(barKinds.reduce((sum, kind) => sum + within[kind], 0)).toBe(all)
    }),
  )
})
