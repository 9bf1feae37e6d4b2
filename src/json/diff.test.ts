import { isDeepStrictEqual } from 'node:util'

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'
import { at } from './at.ts'
import { canonicalDecimal } from './decimal.ts'
import { diffJson, markOf, sideOf, type JsonDiff } from './diff.ts'
import { indexJson, keyOf, kindOf, nodeText, pathOf } from './document.ts'
import { printJsonPath } from './paths.ts'

const diff = (left: unknown, right: unknown) => diffOf(JSON.stringify(left), JSON.stringify(right))
const diffOf = (left: string, right: string) => diffJson(indexJson(left), indexJson(right))

/** The differences in words: "changed $.a: 1 → 2". */
function said(of: JsonDiff): string[] {
  const lines: string[] = []
  for (let entry = 0; entry < of.size; entry++) {
    const mark = markOf(of, entry)
    if (mark === 'same' || mark === 'inside') continue
    const parent = at(of.parents, entry)
    if (mark !== 'changed' && parent >= 0 && markOf(of, parent) === mark) continue
    const { doc, node } = sideOf(of, entry)
    const left = at(of.lefts, entry)
    const before = mark === 'changed' ? `${nodeText(of.left, left)} → ` : ''
    lines.push(`${mark} ${printJsonPath(pathOf(doc, node))}: ${before}${nodeText(doc, node)}`)
  }
  return lines
}

/**
 * One side, made from the other and the differences alone: what is the same is taken from the other side, so it proves
 * that nothing is called the same that is not.
 */
function rebuild(of: JsonDiff, wanted: 'left' | 'right', from = -1): string {
  const [own, other] = wanted === 'left' ? [of.lefts, of.rights] : [of.rights, of.lefts]
  // Roots that have nothing in common are two entries.
  const entry = from < 0 ? own.findIndex((node) => node >= 0) : from
  const mark = markOf(of, entry)
  const [ownDoc, otherDoc] = wanted === 'left' ? [of.left, of.right] : [of.right, of.left]
  if (mark === 'same') return nodeText(otherDoc, at(other, entry))
  const node = at(own, entry)
  const kind = kindOf(ownDoc, node)
  if (kind !== 'object' && kind !== 'array') return nodeText(ownDoc, node)
  const parts: string[] = []
  for (let child = entry + 1; child < at(of.ends, entry); child = at(of.ends, child)) {
    const childNode = at(own, child)
    if (childNode < 0) continue
    const value = rebuild(of, wanted, child)
    parts.push(kind === 'array' ? value : `${JSON.stringify(keyOf(ownDoc, childNode))}:${value}`)
  }
  return kind === 'array' ? `[${parts.join()}]` : `{${parts.join()}}`
}

/** Values small enough that two of them have much in common. */
const likely = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(0, 1, -1, 1.5, 'a', 'b', '', true, false, null, '1'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', '0'), tie('value'), { maxKeys: 4 }),
  ),
})).value

const deep = (inner: string) => '['.repeat(10_000) + inner + ']'.repeat(10_000)
const numbers = (from: number) => Array.from({ length: 5000 }, (_, i) => from + i)

describe('what differs', () => {
  test('members, by key', () => {
    expect(said(diff({ a: 1, b: { c: 'x', d: 2 } }, { b: { c: 'y', e: [3] }, a: 1 }))).toEqual([
      'changed $.b.c: "x" → "y"',
      'removed $.b.d: 2',
      'added $.b.e: [3]',
    ])
  })

  test('items, by their longest common sequence', () => {
    expect(said(diff([1, 2, 3, 4], [0, 1, 3, 4, 5]))).toEqual([
      'added $[0]: 0',
      'removed $[1]: 2',
      'added $[4]: 5',
    ])
    expect(said(diff([{ a: 1 }, { b: 2 }], [{ a: 1 }, { b: 3 }]))).toEqual(['changed $[1].b: 2 → 3'])
  })

  test('what has become something of another kind is taken away and put there', () => {
    expect(said(diff({ a: null }, { a: { b: 1 } }))).toEqual(['removed $.a: null', 'added $.a: {"b":1}'])
    expect(said(diff([], {}))).toEqual(['removed $: []', 'added $: {}'])
    expect(said(diff(1, '1'))).toEqual(['changed $: 1 → "1"'])
  })

  test('numbers are compared by their value, to the last digit', () => {
    expect(said(diffOf('[1.0, 1e2, -0, 12345678901234567890]', '[1, 100, 0, 12345678901234567891]'))).toEqual(
      ['changed $[3]: 12345678901234567890 → 12345678901234567891'],
    )
    expect(said(diffOf('1e400', '1e401'))).toHaveLength(1)
  })

  test('strings by what they say, however written', () => {
    expect(said(diffOf(String.raw`"\u0061\/"`, '"a/"'))).toEqual([])
  })

  test('the order of keys makes no difference, and is told', () => {
    const reordered = diff({ a: 1, b: 2 }, { b: 2, a: 1 })
    expect(said(reordered)).toEqual([])
    expect(reordered.reordered[0]).toBe(1)
    expect(diff({ a: 1, b: 2 }, { a: 1, c: 3, b: 2 }).reordered[0]).toBe(0)
  })

  test('keys that stand twice are compared one by one', () => {
    expect(said(diffOf('{"a":1,"a":2}', '{"a":1,"a":3}'))).toEqual(['changed $.a: 2 → 3'])
    expect(said(diffOf('{"a":1,"a":2}', '{"a":1}'))).toEqual(['removed $.a: 2'])
  })

  test('each difference is counted once, with all it stands in', () => {
    const { counts } = diff({ a: { x: 1 }, b: [1, 2] }, { a: { x: { y: [1, 2] } }, b: [1, 2] })
    expect(counts[0]).toBe(2)
    expect(diff({ a: 1 }, { a: 1 }).counts[0]).toBe(0)
  })

  test('in long lists, no more than what was put in, taken out and changed', () => {
    const records = numbers(0).map((id) => ({ id, name: `Item ${id}`, tags: ['a', 'b'] }))
    const edited = records.flatMap((record) => {
      if (record.id % 1000 === 7) return [{ ...record, id: -record.id }, record]
      if (record.id % 1000 === 300) return []
      return record.id % 1000 === 800 ? { ...record, name: 'Another' } : record
    })
    expect(diff(records, edited).counts[0]).toBe(15)
  })

  test('200,000 members that are gone, one after another', () => {
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`key ${i}`, i]))
    expect(diff({ kept: 1, ...many }, { kept: 1 }).counts[0]).toBe(200_000)
  })

  test('10,000 levels, and two long lists with little in common', () => {
    expect(diffOf(deep('1'), deep('2')).counts[0]).toBe(1)
    expect(diff(numbers(0), numbers(100_000)).counts[0]).toBe(5000)
  })
})

test('the differences applied to one side give the other', () => {
  fc.assert(
    fc.property(likely, likely, (left, right) => {
      const of = diff(left, right)
      expect(JSON.parse(rebuild(of, 'right'))).toEqual(JSON.parse(JSON.stringify(right)))
      expect(JSON.parse(rebuild(of, 'left'))).toEqual(JSON.parse(JSON.stringify(left)))
    }),
    { numRuns: 2000 },
  )
})

test('there are none if, and only if, the values are the same', () => {
  fc.assert(
    fc.property(likely, likely, (left, right) => {
      const [a, b] = [JSON.stringify(left), JSON.stringify(right)]
      expect(diffOf(a, b).counts[0] === 0).toBe(isDeepStrictEqual(JSON.parse(a), JSON.parse(b)))
      expect(diffOf(a, a).counts[0]).toBe(0)
    }),
    { numRuns: 1000 },
  )
})

test('any documents: every node is in exactly one entry, and entries stand as their nodes do', () => {
  fc.assert(
    fc.property(jsonText, jsonText, (a, b) => {
      const of = diffOf(a, b)
      for (const [nodes, doc] of [
        [of.lefts, of.left],
        [of.rights, of.right],
      ] as const) {
        const seen = Array.from(nodes)
          .filter((node) => node >= 0)
          .toSorted((x, y) => x - y)
        expect(seen).toEqual(Array.from({ length: doc.size }, (_, i) => i))
        const astray = Array.from(nodes).filter(
          (node, entry) => node > 0 && at(nodes, at(of.parents, entry)) !== at(doc.parents, node),
        )
        expect(astray).toEqual([])
      }
      expect(diffOf(a, a).counts[0]).toBe(0)
    }),
    { numRuns: 500 },
  )
})

test('a number’s spelling is that of its value', () => {
  const spellings = ['1', '1.0', '10e-1', '0.1e1', '0.01E+2', '1e0', '1e-0']
  expect(new Set(spellings.map(canonicalDecimal))).toEqual(new Set(['1e0']))
  expect(['0', '-0', '0.000', '0e99', '-0.0E-5'].map(canonicalDecimal)).toEqual(['0', '0', '0', '0', '0'])
  expect(canonicalDecimal('-12.50')).toBe('-125e-1')
  const huge = `1e${'9'.repeat(30)}`
  expect(canonicalDecimal(huge)).toBe(huge)
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(canonicalDecimal(value.toExponential())).toBe(canonicalDecimal(JSON.stringify(value)))
    }),
  )
})
