import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compareNumbers, sortRows } from './sort-rows.ts'

const key = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.NaN, 0, -0, Infinity, -Infinity, 1.7e12),
)

/** Few enough to be compared, or so many that they are sorted by their digits. */
const lengths = fc.constantFrom(0, 1, 50, 600)

test('sorts as a comparing stable sort does, whatever the keys', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 60 }), lengths, (some, length) => {
      const keys = Float64Array.from({ length }, (_, at) => some[at % some.length] ?? 0)
      const rows = Uint32Array.from({ length }, (_, at) => length - 1 - at)
      const expected = [...rows].toSorted((a, b) => compareNumbers(keys[a] ?? 0, keys[b] ?? 0))
      expect([...sortRows(rows, keys)]).toEqual(expected)
    }),
  )
})

test('puts NaN last', () => {
  const keys = Float64Array.of(2, Number.NaN, -1)
  expect([...sortRows(Uint32Array.of(0, 1, 2), keys)]).toEqual([2, 0, 1])
})
