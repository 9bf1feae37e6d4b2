import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { buildTimeline } from './timeline.ts'

const seconds = (...times: (number | null)[]) => times.map((time) => time && time * 1000)

test('spans are as wide as they are long', () => {
  expect(buildTimeline(seconds(10, 20, 20, 50), null)).toEqual([
    { step: 0, ms: 10_000, share: 0.25, isGap: false },
    { step: 2, ms: 30_000, share: 0.75, isGap: false },
  ])
})

test('a wait of a day among seconds is a gap and takes half the bar', () => {
  const [first, wait, last] = buildTimeline(seconds(10, 11, 86_411, 86_414), null)
  expect(first).toMatchObject({ isGap: false, share: 0.125 })
  expect(wait).toMatchObject({ isGap: true, ms: 86_400_000, share: 0.5 })
  expect(last).toMatchObject({ isGap: false, share: 0.375 })
})

test('the last step has a span only with an end time', () => {
  expect(buildTimeline(seconds(10), 15_000)).toEqual([{ step: 0, ms: 5000, share: 1, isGap: false }])
  expect(buildTimeline(seconds(10), null)).toEqual([])
  expect(buildTimeline([], 5)).toEqual([])
})

test('all shares add up to 1', () => {
  const time = fc.option(fc.nat({ max: 1e9 }), { freq: 5 })
  fc.assert(
    fc.property(fc.array(time, { maxLength: 40 }), (times) => {
      const spans = buildTimeline(
        times.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
        null,
      )
      fc.pre(spans.length > 0)
      expect(spans.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
      for (const { share } of spans) expect(share).toBeGreaterThan(0)
    }),
  )
})
