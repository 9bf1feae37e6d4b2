import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { align } from './align.ts'
import { at } from './at.ts'
import { fewEdits } from './few-edits.ts'
import { longestCommon } from './longest-common.ts'

const list = (values: number, maxLength: number) =>
  fc.array(fc.nat({ max: values }), { maxLength, size: 'max' }).map((items) => Uint32Array.from(items))

/** Two lists of which one is the other with some items put in and taken out. */
const alike = fc
  .tuple(
    list(300, 120),
    fc.array(fc.record({ place: fc.nat(), value: fc.nat({ max: 300 }), taken: fc.nat({ max: 2 }) })),
  )
  .map(([left, edits]): [Uint32Array, Uint32Array] => {
    const right = [...left]
    for (const { place, value, taken } of edits) right.splice(place % (right.length + 1), taken, value)
    return [left, Uint32Array.from(right)]
  })

/** By the table everyone knows. */
function longestLength(left: Uint32Array, right: Uint32Array): number {
  let before = new Uint32Array(right.length + 1)
  for (const value of left) {
    const lengths = new Uint32Array(right.length + 1)
    for (const [j, other] of right.entries()) {
      lengths[j + 1] = value === other ? at(before, j) + 1 : Math.max(at(before, j + 1), at(lengths, j))
    }
    before = lengths
  }
  return at(before, right.length)
}

/** What is wrong with a pairing: nothing, where it pairs equals, and in order. */
function wrongIn(pairs: readonly [number, number][], left: Uint32Array, right: Uint32Array) {
  return pairs.filter(([i, j], index) => {
    const [lastI, lastJ] = pairs[index - 1] ?? [-1, -1]
    return i <= lastI || j <= lastJ || i >= left.length || j >= right.length || left[i] !== right[j]
  })
}

const anyTwo: fc.Arbitrary<[Uint32Array, Uint32Array]> = fc.oneof(
  fc.tuple(list(4, 12), list(4, 12)),
  fc.tuple(list(3, 120), list(3, 120)),
  fc.tuple(list(100, 120), list(100, 120)),
  alike,
)

test('an alignment pairs equals, in order, and as many as can be', () => {
  fc.assert(
    fc.property(anyTwo, ([left, right]) => {
      for (const pairs of [align(left, right), longestCommon(left, right)]) {
        expect(wrongIn(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(longestLength(left, right))
      }
    }),
    { numRuns: 1000 },
  )
})

test('of lists that differ little the longest pairing is found whatever stands in them, and otherwise given up', () => {
  fc.assert(
    fc.property(anyTwo, fc.nat({ max: 30 }), ([left, right], most) => {
      const pairs = fewEdits(left, right, most)
      const longest = longestLength(left, right)
      const edits = left.length + right.length - 2 * longest
      expect(pairs?.length ?? null).toBe(edits > most ? null : longest)
      expect(wrongIn(pairs ?? [], left, right)).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('where that is too much work it pairs equals, in order, and of different items as many as can be', () => {
  const unique = fc
    .uniqueArray(fc.nat({ max: 100 }), { maxLength: 100, size: 'max' })
    .map((items) => Uint32Array.from(items))
  fc.assert(
    fc.property(anyTwo, fc.tuple(unique, unique), fc.constantFrom(0, 10, 100), (any, different, most) => {
      expect(wrongIn(align(...any, most), ...any)).toEqual([])
      const pairs = align(...different, most)
      expect(wrongIn(pairs, ...different)).toEqual([])
      expect(pairs).toHaveLength(longestLength(...different))
    }),
    { numRuns: 1000 },
  )
})

test('it looks again between the items that stand but once', () => {
  // 7 stands twice, but once on each side of 5.
  expect(align(Uint32Array.of(0, 7, 1, 5, 7, 8), Uint32Array.of(2, 7, 3, 5, 9, 7), 0)).toEqual([
    [1, 1],
    [3, 3],
    [4, 5],
  ])
})

test('of 50,000 items of two values with ten edits, all others are paired', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: 49_999 }), { minLength: 10, maxLength: 10 }),
      fc.infiniteStream(fc.nat({ max: 1 })),
      (places, values) => {
        const left = Uint32Array.from({ length: 50_000 }, () => values.next().value ?? 0)
        const right = left.filter((_, i) => !places.includes(i))
        const pairs = align(left, right)
        expect(wrongIn(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(49_990)
      },
    ),
    { numRuns: 5 },
  )
})

// With a table of all against all, these would end at the test's time limit.
test.each([5000, 50_000])('of %i different items with ten edits, all others are paired', (count) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 10, maxLength: 10 }),
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      (places, putIn) => {
        const edits = new Map(places.map((place, index) => [place, putIn[index] ?? false]))
        const left = Uint32Array.from({ length: count }, (_, i) => i)
        const right = Uint32Array.from(
          [...left].flatMap((item) => {
            const isPutIn = edits.get(item)
            if (isPutIn === undefined) return [item]
            return isPutIn ? [count + item, item] : []
          }),
        )
        const pairs = align(left, right)
        expect(wrongIn(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(count - putIn.filter((isPutIn) => !isPutIn).length)
      },
    ),
    { numRuns: 20 },
  )
})
