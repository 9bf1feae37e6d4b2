import fc from 'fast-check'
import { expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import {
  embeddedChildCount,
  embeddedAt,
  parseEmbedded,
  restoreLargeStrings,
  indexLargeStrings,
} from './embedded-json.ts'

const tokens = fc.array(
  fc.constantFrom(' ', '\n', '\t', '\r', '[', ']', '{', '}', '1', 'a', '\u2028', '\\'),
  {
    maxLength: 6,
  },
)

function escaped(text: string): string {
  return Array.from(text, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
}

test('finds JSON in strings with any escapes', () => {
  fc.assert(
    fc.property(tokens, (units) => {
      const text = units.join('')
      const expected = parseEmbedded(text)?.size
      for (const spelling of [
        JSON.stringify(text),
        `"${escaped(text)}"`,
        `"${escaped(text).toUpperCase().replaceAll('\\U', '\\u')}"`,
      ]) {
        expect(embeddedAt(indexJson(spelling), 0)?.size).toBe(expected)
      }
    }),
    { numRuns: 500 },
  )
})

test('values other than strings have no embedded JSON', () => {
  expect(embeddedAt(indexJson('[1]'), 0)).toBeNull()
  expect(embeddedAt(indexJson('[1]'), 1)).toBeNull()
})

test('JSON in a large string is indexed once, and not for its count', () => {
  const numbers = Array.from({ length: 40_000 }, (_, i) => i)
  const doc = indexJson(JSON.stringify([`${JSON.stringify(numbers)}\n `]))
  expect(embeddedChildCount(doc, 1)).toBe(1)
  expect(embeddedAt(doc, 1)?.size).toBe(40_001)
  expect(embeddedAt(doc, 1)).toBe(embeddedAt(doc, 1))
  expect(embeddedChildCount(doc, 1)).toBe(40_000)
})

test('a large string that only looks like JSON has a count until it is parsed', () => {
  const doc = indexJson(JSON.stringify([`[${'a'.repeat(100_000)}]`, `[${'a'.repeat(100_000)}`]))
  expect([embeddedChildCount(doc, 1), embeddedChildCount(doc, 2)]).toEqual([1, null])
  expect(embeddedAt(doc, 1)).toBeNull()
  expect(embeddedChildCount(doc, 1)).toBeNull()
})

test('large strings are indexed at any depth, and the result can be restored', () => {
  const numbers = JSON.stringify(Array.from({ length: 40_000 }, (_, i) => i))
  const text = JSON.stringify({
    short: '[1]',
    long: JSON.stringify([numbers]),
    none: `[${'a'.repeat(100_000)}`,
  })
  const doc = indexJson(text)
  const embedded = indexLargeStrings(doc)
  expect([...embedded.keys()]).toEqual([2, 3])
  const inner = embedded.get(2)
  const innermost = inner && embeddedAt(inner, 1)
  expect([innermost?.size, embedded.get(3)]).toEqual([40_001, null])

  const restored = indexJson(text)
  restoreLargeStrings(restored, embedded)
  expect(embeddedAt(restored, 2)).toBe(inner)
  expect(embeddedChildCount(restored, 2)).toBe(1)
})
