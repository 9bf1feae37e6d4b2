import fc from 'fast-check'
import { expect, test } from 'vitest'

import { indexJson } from './document.ts'
import { countInside, documentAt, documentIn, keepLongInside, readLongInside } from './inside.ts'

const pieces = fc.array(
  fc.constantFrom(' ', '\n', '\t', '\r', '[', ']', '{', '}', '1', 'a', '\u2028', '\\'),
  {
    maxLength: 6,
  },
)

function escaped(text: string): string {
  return Array.from(text, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
}

test('what a string holds is told by how it begins, however its characters are written', () => {
  fc.assert(
    fc.property(pieces, (units) => {
      const text = units.join('')
      const expected = documentIn(text)?.size
      for (const written of [
        JSON.stringify(text),
        `"${escaped(text)}"`,
        `"${escaped(text).toUpperCase().replaceAll('\\U', '\\u')}"`,
      ]) {
        expect(documentAt(indexJson(written), 0)?.size).toBe(expected)
      }
    }),
    { numRuns: 500 },
  )
})

test('other values hold none', () => {
  expect(documentAt(indexJson('[1]'), 0)).toBeNull()
  expect(documentAt(indexJson('[1]'), 1)).toBeNull()
})

test('a long one is indexed once, and not to be drawn', () => {
  const numbers = Array.from({ length: 40_000 }, (_, i) => i)
  const doc = indexJson(JSON.stringify([`${JSON.stringify(numbers)}\n `]))
  expect(countInside(doc, 1)).toBe(1)
  expect(documentAt(doc, 1)?.size).toBe(40_001)
  expect(documentAt(doc, 1)).toBe(documentAt(doc, 1))
  expect(countInside(doc, 1)).toBe(40_000)
})

test('a long one that only looks like JSON is found out when it is unfolded', () => {
  const doc = indexJson(JSON.stringify([`[${'a'.repeat(100_000)}]`, `[${'a'.repeat(100_000)}`]))
  expect([countInside(doc, 1), countInside(doc, 2)]).toEqual([1, null])
  expect(documentAt(doc, 1)).toBeNull()
  expect(countInside(doc, 1)).toBeNull()
})

test('long ones are looked into beforehand, however deep, and what was found is taken over', () => {
  const numbers = JSON.stringify(Array.from({ length: 40_000 }, (_, i) => i))
  const text = JSON.stringify({
    short: '[1]',
    long: JSON.stringify([numbers]),
    none: `[${'a'.repeat(100_000)}`,
  })
  const doc = indexJson(text)
  const found = readLongInside(doc)
  expect([...found.keys()]).toEqual([2, 3])
  const inner = found.get(2)
  const innermost = inner && documentAt(inner, 1)
  expect([innermost?.size, found.get(3)]).toEqual([40_001, null])

  const again = indexJson(text)
  keepLongInside(again, found)
  expect(documentAt(again, 2)).toBe(inner)
  expect(countInside(again, 2)).toBe(1)
})
