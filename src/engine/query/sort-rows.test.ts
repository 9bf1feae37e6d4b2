import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compareNumbers, sortRows } from './sort-rows.ts'

const key = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.NaN, 0, -0, Infinity, -Infinity, 1.7e12),
)

/** Lengths for the comparison sort and for the radix sort. */
const lengths = fc.constantFrom(0, 1, 50, 600)

test('sorts any keys like a stable comparison sort', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 60 }), lengths, (some, length) => {
      const keys = Float64Array.from({ length }, (_, index) => some[index % some.length] ?? 0)
      const rows = Uint32Array.from({ length }, (_, index) => length - 1 - index)
      const expected = [...rows].toSorted((a, b) => compareNumbers(keys[a] ?? 0, keys[b] ?? 0))
      expect([...sortRows(rows, keys)]).toEqual(expected)
    }),
  )
})

test('sorts NaN last', () => {
  const keys = Float64Array.of(2, Number.NaN, -1)
  expect([...sortRows(Uint32Array.of(0, 1, 2), keys)]).toEqual([2, 0, 1])
})
