import { isDeepStrictEqual } from 'node:util'

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'
import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { canonicalDecimal } from './canonical-decimal.ts'
import { diffJson, diffStatusOf, displayedSide, type JsonDiff } from './diff-json.ts'
import { indexJson, keyOf, kindOf, nodeText, pathOf } from '#json/parse/document.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

const diff = (left: unknown, right: unknown) => diffOf(JSON.stringify(left), JSON.stringify(right))
const diffOf = (left: string, right: string) => diffJson(indexJson(left), indexJson(right))

/** The differences as lines: "changed $.a: 1 → 2". */
function describeDifferences(of: JsonDiff): string[] {
  const lines: string[] = []
  for (let entry = 0; entry < of.size; entry++) {
    const status = diffStatusOf(of, entry)
    if (status === 'same' || status === 'nested') continue
    const parent = getOrThrow(of.parents, entry)
    if (status !== 'changed' && parent >= 0 && diffStatusOf(of, parent) === status) continue
    const { doc, node } = displayedSide(of, entry)
    const left = getOrThrow(of.leftNodes, entry)
    const before = status === 'changed' ? `${nodeText(of.left, left)} → ` : ''
    lines.push(`${status} ${formatJsonPath(pathOf(doc, node))}: ${before}${nodeText(doc, node)}`)
  }
  return lines
}

/**
 * Rebuilds one side from the differences. Unchanged values are taken from the other side, which proves that nothing is
 * wrongly reported as unchanged.
 */
function rebuild(of: JsonDiff, side: 'left' | 'right', from = -1): string {
  const [own, other] = side === 'left' ? [of.leftNodes, of.rightNodes] : [of.rightNodes, of.leftNodes]
  // Roots of different kinds are two entries.
  const entry = from < 0 ? own.findIndex((node) => node >= 0) : from
  const status = diffStatusOf(of, entry)
  const [ownDoc, otherDoc] = side === 'left' ? [of.left, of.right] : [of.right, of.left]
  if (status === 'same') return nodeText(otherDoc, getOrThrow(other, entry))
  const node = getOrThrow(own, entry)
  const kind = kindOf(ownDoc, node)
  if (kind !== 'object' && kind !== 'array') return nodeText(ownDoc, node)
  const parts: string[] = []
  for (
    let child = entry + 1;
    child < getOrThrow(of.subtreeEnds, entry);
    child = getOrThrow(of.subtreeEnds, child)
  ) {
    const childNode = getOrThrow(own, child)
    if (childNode < 0) continue
    const value = rebuild(of, side, child)
    parts.push(kind === 'array' ? value : `${JSON.stringify(keyOf(ownDoc, childNode))}:${value}`)
  }
  return kind === 'array' ? `[${parts.join()}]` : `{${parts.join()}}`
}

/** Small values, so that two of them have much in common. */
const smallValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(0, 1, -1, 1.5, 'a', 'b', '', true, false, null, '1'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', '0'), tie('value'), { maxKeys: 4 }),
  ),
})).value

const deep = (inner: string) => '['.repeat(10_000) + inner + ']'.repeat(10_000)
const numbers = (from: number) => Array.from({ length: 5000 }, (_, i) => from + i)

describe('diffJson', () => {
  test('pairs members by key', () => {
    expect(describeDifferences(diff({ a: 1, b: { c: 'x', d: 2 } }, { b: { c: 'y', e: [3] }, a: 1 }))).toEqual(
      ['changed $.b.c: "x" → "y"', 'removed $.b.d: 2', 'added $.b.e: [3]'],
    )
  })

  test('pairs items by their longest common subsequence', () => {
    expect(describeDifferences(diff([1, 2, 3, 4], [0, 1, 3, 4, 5]))).toEqual([
      'added $[0]: 0',
      'removed $[1]: 2',
      'added $[4]: 5',
    ])
    expect(describeDifferences(diff([{ a: 1 }, { b: 2 }], [{ a: 1 }, { b: 3 }]))).toEqual([
      'changed $[1].b: 2 → 3',
    ])
  })

  test('reports a container that replaces another kind as removed and added', () => {
    expect(describeDifferences(diff({ a: null }, { a: { b: 1 } }))).toEqual([
      'removed $.a: null',
      'added $.a: {"b":1}',
    ])
    expect(describeDifferences(diff([], {}))).toEqual(['removed $: []', 'added $: {}'])
    expect(describeDifferences(diff(1, '1'))).toEqual(['changed $: 1 → "1"'])
  })

  test('compares numbers by value, to the last digit', () => {
    expect(
      describeDifferences(
        diffOf('[1.0, 1e2, -0, 12345678901234567890]', '[1, 100, 0, 12345678901234567891]'),
      ),
    ).toEqual(['changed $[3]: 12345678901234567890 → 12345678901234567891'])
    expect(describeDifferences(diffOf('1e400', '1e401'))).toHaveLength(1)
  })

  test('compares strings decoded', () => {
    expect(describeDifferences(diffOf(String.raw`"\u0061\/"`, '"a/"'))).toEqual([])
  })

  test('key order is no difference, but is reported', () => {
    const reordered = diff({ a: 1, b: 2 }, { b: 2, a: 1 })
    expect(describeDifferences(reordered)).toEqual([])
    expect(reordered.reordered[0]).toBe(1)
    expect(diff({ a: 1, b: 2 }, { a: 1, c: 3, b: 2 }).reordered[0]).toBe(0)
  })

  test('compares duplicate keys in their order', () => {
    expect(describeDifferences(diffOf('{"a":1,"a":2}', '{"a":1,"a":3}'))).toEqual(['changed $.a: 2 → 3'])
    expect(describeDifferences(diffOf('{"a":1,"a":2}', '{"a":1}'))).toEqual(['removed $.a: 2'])
  })

  test('counts each difference once, in all its ancestors', () => {
    const { differenceCounts } = diff({ a: { x: 1 }, b: [1, 2] }, { a: { x: { y: [1, 2] } }, b: [1, 2] })
    expect(differenceCounts[0]).toBe(2)
    expect(diff({ a: 1 }, { a: 1 }).differenceCounts[0]).toBe(0)
  })

  test('finds only the inserted, deleted and changed items of long lists', () => {
    const records = numbers(0).map((id) => ({ id, name: `Item ${id}`, tags: ['a', 'b'] }))
    const edited = records.flatMap((record) => {
      if (record.id % 1000 === 7) return [{ ...record, id: -record.id }, record]
      if (record.id % 1000 === 300) return []
      return record.id % 1000 === 800 ? { ...record, name: 'Another' } : record
    })
    expect(diff(records, edited).differenceCounts[0]).toBe(15)
  })

  test('handles 200,000 removed members', () => {
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`key ${i}`, i]))
    expect(diff({ same: 1, ...many }, { same: 1 }).differenceCounts[0]).toBe(200_000)
  })

  test('handles 10,000 levels, and two long lists with nothing in common', () => {
    expect(diffOf(deep('1'), deep('2')).differenceCounts[0]).toBe(1)
    expect(diff(numbers(0), numbers(100_000)).differenceCounts[0]).toBe(5000)
  })
})

test('each side can be rebuilt from the differences and the other side', () => {
  fc.assert(
    fc.property(smallValue, smallValue, (left, right) => {
      const of = diff(left, right)
      expect(JSON.parse(rebuild(of, 'right'))).toEqual(JSON.parse(JSON.stringify(right)))
      expect(JSON.parse(rebuild(of, 'left'))).toEqual(JSON.parse(JSON.stringify(left)))
    }),
    { numRuns: 2000 },
  )
})

test('there are no differences if, and only if, the values are equal', () => {
  fc.assert(
    fc.property(smallValue, smallValue, (left, right) => {
      const [a, b] = [JSON.stringify(left), JSON.stringify(right)]
      expect(diffOf(a, b).differenceCounts[0] === 0).toBe(isDeepStrictEqual(JSON.parse(a), JSON.parse(b)))
      expect(diffOf(a, a).differenceCounts[0]).toBe(0)
    }),
    { numRuns: 1000 },
  )
})

test('every node is in exactly one entry, and entries are nested like their nodes', () => {
  fc.assert(
    fc.property(jsonText, jsonText, (a, b) => {
      const of = diffOf(a, b)
      for (const [nodes, doc] of [
        [of.leftNodes, of.left],
        [of.rightNodes, of.right],
      ] as const) {
        const seen = Array.from(nodes)
          .filter((node) => node >= 0)
          .toSorted((x, y) => x - y)
        expect(seen).toEqual(Array.from({ length: doc.size }, (_, i) => i))
        const misplaced = Array.from(nodes).filter(
          (node, entry) =>
            node > 0 && getOrThrow(nodes, getOrThrow(of.parents, entry)) !== getOrThrow(doc.parents, node),
        )
        expect(misplaced).toEqual([])
      }
      expect(diffOf(a, a).differenceCounts[0]).toBe(0)
    }),
    { numRuns: 500 },
  )
})

test('equal numbers have the same canonical decimal', () => {
  const spellings = ['1', '1.0', '10e-1', '0.1e1', '0.01E+2', '1e0', '1e-0']
  expect(new Set(spellings.map(canonicalDecimal))).toEqual(new Set(['1e0']))
  expect(['0', '-0', '0.000', '0e99', '-0.0E-5'].map(canonicalDecimal)).toEqual(['0', '0', '0', '0', '0'])
  expect(canonicalDecimal('-12.50')).toBe('-125e-1')
  const huge = `1e${'9'.repeat(30)}`
  expect(canonicalDecimal(huge)).toBe(huge)
  // A time in proportion to the square of its digits would be 20 s.
  const long = `1${'0'.repeat(100_000)}1`
  expect(canonicalDecimal(long)).toBe(`${long}e0`)
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(canonicalDecimal(value.toExponential())).toBe(canonicalDecimal(JSON.stringify(value)))
    }),
  )
})
