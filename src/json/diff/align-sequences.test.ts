import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { alignSequences } from './align-sequences.ts'
import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { longestCommonSubsequence } from './lcs-bit-parallel.ts'

const list = (values: number, maxLength: number) =>
  fc.array(fc.nat({ max: values }), { maxLength, size: 'max' }).map((items) => Uint32Array.from(items))

/** Two lists; the second is the first with some items inserted and deleted. */
const similarLists = fc
  .tuple(
    list(300, 120),
    fc.array(fc.record({ index: fc.nat(), value: fc.nat({ max: 300 }), deleteCount: fc.nat({ max: 2 }) })),
  )
  .map(([left, edits]): [Uint32Array, Uint32Array] => {
    const right = [...left]
    for (const { index, value, deleteCount } of edits)
      right.splice(index % (right.length + 1), deleteCount, value)
    return [left, Uint32Array.from(right)]
  })

/** The length of a longest common subsequence, by the textbook dynamic-programming table. */
function lcsLength(left: Uint32Array, right: Uint32Array): number {
  let before = new Uint32Array(right.length + 1)
  for (const value of left) {
    const lengths = new Uint32Array(right.length + 1)
    for (const [j, other] of right.entries()) {
      lengths[j + 1] =
        value === other
          ? getOrThrow(before, j) + 1
          : Math.max(getOrThrow(before, j + 1), getOrThrow(lengths, j))
    }
    before = lengths
  }
  return getOrThrow(before, right.length)
}

/** The pairs that are not of equal items or not in order. */
function invalidPairs(pairs: readonly [number, number][], left: Uint32Array, right: Uint32Array) {
  return pairs.filter(([i, j], index) => {
    const [lastI, lastJ] = pairs[index - 1] ?? [-1, -1]
    return i <= lastI || j <= lastJ || i >= left.length || j >= right.length || left[i] !== right[j]
  })
}

const twoLists: fc.Arbitrary<[Uint32Array, Uint32Array]> = fc.oneof(
  fc.tuple(list(4, 12), list(4, 12)),
  fc.tuple(list(3, 120), list(3, 120)),
  fc.tuple(list(100, 120), list(100, 120)),
  similarLists,
)

test('an alignment pairs equal items, in order, and as many as possible', () => {
  fc.assert(
    fc.property(twoLists, ([left, right]) => {
      for (const pairs of [alignSequences(left, right), longestCommonSubsequence(left, right)]) {
        expect(invalidPairs(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(lcsLength(left, right))
      }
    }),
    { numRuns: 1000 },
  )
})

test('above maxWords it still pairs equal items in order, and as many unique items as possible', () => {
  const unique = fc
    .uniqueArray(fc.nat({ max: 100 }), { maxLength: 100, size: 'max' })
    .map((items) => Uint32Array.from(items))
  fc.assert(
    fc.property(
      twoLists,
      fc.tuple(unique, unique),
      fc.constantFrom(0, 10, 100),
      (any, different, maxWords) => {
        expect(invalidPairs(alignSequences(...any, maxWords), ...any)).toEqual([])
        const pairs = alignSequences(...different, maxWords)
        expect(invalidPairs(pairs, ...different)).toEqual([])
        expect(pairs).toHaveLength(lcsLength(...different))
      },
    ),
    { numRuns: 1000 },
  )
})

test('items that are unique only between two anchors become anchors too', () => {
  // 1, 2 and 7 occur twice, but once on each side of 5.
  const left = Uint32Array.of(1, 7, 2, 5, 2, 7, 1)
  const right = Uint32Array.of(2, 7, 1, 5, 1, 7, 2)
  const pairs = alignSequences(left, right, 0)
  expect(invalidPairs(pairs, left, right)).toEqual([])
  expect(pairs).toHaveLength(3)
})

test('items without a counterpart do not separate the others', () => {
  const common = [1, 1, 2, 1, 2, 2, 1, 1]
  const left = Uint32Array.from(common.flatMap((value, i) => [10 + i, value]))
  const right = Uint32Array.from(common.flatMap((value, i) => [30 + i, value]))
  expect(alignSequences(left, right, 0)).toEqual(common.map((_, i) => [2 * i + 1, 2 * i + 1]))
})

test('with 50,000 items of two values and ten edits, all other items are paired', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: 49_999 }), { minLength: 10, maxLength: 10 }),
      fc.infiniteStream(fc.nat({ max: 1 })),
      (indices, values) => {
        const left = Uint32Array.from({ length: 50_000 }, () => values.next().value ?? 0)
        const right = left.filter((_, i) => !indices.includes(i))
        const pairs = alignSequences(left, right)
        expect(invalidPairs(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(49_990)
      },
    ),
    { numRuns: 5 },
  )
})

test('with 50,000 items of three values, 5 % of them changed, most others are paired', () => {
  let state = 1
  const random = (count: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  const left = Uint32Array.from({ length: 50_000 }, () => random(3))
  const right = left.map((value) => (random(20) === 0 ? random(3) : value))
  const pairs = alignSequences(left, right)
  expect(invalidPairs(pairs, left, right)).toEqual([])
  expect(pairs.length).toBeGreaterThan(48_000)
})

// With a full table these would exceed the test's time limit.
test.each([5000, 50_000])('with %i unique items and ten edits, all other items are paired', (count) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 10, maxLength: 10 }),
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      (indices, insertions) => {
        const edits = new Map(indices.map((index, i) => [index, insertions[i] ?? false]))
        const left = Uint32Array.from({ length: count }, (_, i) => i)
        const right = Uint32Array.from(
          [...left].flatMap((item) => {
            const isInsertion = edits.get(item)
            if (isInsertion === undefined) return [item]
            return isInsertion ? [count + item, item] : []
          }),
        )
        const pairs = alignSequences(left, right)
        expect(invalidPairs(pairs, left, right)).toEqual([])
        expect(pairs).toHaveLength(count - insertions.filter((isInsertion) => !isInsertion).length)
      },
    ),
    { numRuns: 20 },
  )
})
