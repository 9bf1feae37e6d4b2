import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { lastRowInView, positionToReveal, scrollScale } from './scroll-scale.ts'

const measures = fc.record({
  count: fc.integer({ min: 0, max: 3_000_000 }),
  rowHeight: fc.constantFrom(24, 32, 40),
  bodyHeight: fc.integer({ min: 1, max: 3000 }),
})

describe('scrollScale', () => {
  test('reaches the first row at the top and the last one at the bottom', () => {
    fc.assert(
      fc.property(measures, (m) => {
        const scale = scrollScale(m)
        expect(scale.toPosition(0)).toBe(0)
        expect(scale.toPosition(scale.spacerHeight - m.bodyHeight)).toBeCloseTo(scale.maxPosition, 3)
        expect(scale.spacerHeight).toBeLessThanOrEqual(4_000_000)
      }),
    )
  })

  test('converts a position to a scroll offset and back', () => {
    fc.assert(
      fc.property(measures, fc.double({ min: 0, max: 1, noNaN: true }), (m, ratio) => {
        const scale = scrollScale(m)
        const position = ratio * scale.maxPosition
        expect(scale.toPosition(scale.toScrollTop(position))).toBeCloseTo(position, 3)
      }),
    )
  })

  test('is one to one below the cap', () => {
    const scale = scrollScale({ count: 100_000, rowHeight: 32, bodyHeight: 600 })
    expect(scale.isScaled).toBe(false)
    expect(scale.toPosition(12_345)).toBe(12_345)
  })

  test('scales a million rows', () => {
    expect(scrollScale({ count: 1_000_000, rowHeight: 32, bodyHeight: 600 }).isScaled).toBe(true)
  })
})

test('positionToReveal brings a row fully into view, and moves no further than needed', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(40_000), (index, position) => {
      const m = { count: 2000, rowHeight: 32, bodyHeight: 320 }
      const next = positionToReveal(index, position, m)
      expect(index * 32).toBeGreaterThanOrEqual(next)
      expect(index * 32 + 32).toBeLessThanOrEqual(next + 320)
      const inView = index * 32 >= position && index * 32 + 32 <= position + 320
      expect(next === position).toBe(inView)
    }),
  )
})

describe('lastRowInView', () => {
  test('is the last row at the end, at any scale', () => {
    fc.assert(
      fc.property(measures, (m) => {
        const { toPosition, spacerHeight } = scrollScale(m)
        expect(lastRowInView(toPosition(spacerHeight), m)).toBe(m.count - 1)
      }),
    )
  })

  test('is the last row with a part in view', () => {
    const m = { count: 2000, rowHeight: 32, bodyHeight: 330 }
    expect(lastRowInView(0, m)).toBe(10)
    expect(lastRowInView(21, m)).toBe(10)
    expect(lastRowInView(23, m)).toBe(11)
    expect(lastRowInView(0, { ...m, count: 5 })).toBe(4)
    expect(lastRowInView(0, { ...m, count: 0 })).toBe(-1)
  })
})
