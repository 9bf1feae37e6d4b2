import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'
import { type JsonDocument, childrenOf, indexJson, isContainer, nodeText } from '#json/parse/document.ts'
import { prettyPrintChunks, prettyPrint } from './pretty-print.ts'

test('formats like JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(prettyPrint(indexJson(text))).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

/** Parent, key and, for scalars, text of every node. */
function outline(doc: JsonDocument): unknown[] {
  return Array.from(doc.kinds, (kind, node) => [
    doc.parents[node],
    doc.text.slice(doc.keyStarts[node], doc.keyEnds[node]),
    isContainer(doc, node) ? kind : nodeText(doc, node),
  ])
}

test('changes nothing but white space', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const doc = indexJson(text)
      expect(outline(indexJson(prettyPrint(doc)))).toEqual(outline(doc))
    }),
  )
})

test('a subtree is not indented as a whole', () => {
  const doc = indexJson('{"a":{"b":[1, 2.0],"b":{ }}}')
  const [a = 0] = childrenOf(doc, 0)
  expect(prettyPrint(doc, a)).toBe('{\n  "b": [\n    1,\n    2.0\n  ],\n  "b": {}\n}')
})

test('returns a text that is too deep to indent as sent', () => {
  const text = '['.repeat(50_000) + ']'.repeat(50_000)
  expect(prettyPrint(indexJson(text)) === text).toBe(true)
})

test('splits a large text into many short chunks', () => {
  const doc = indexJson(JSON.stringify(Array.from({ length: 50_000 }, (_, i) => ({ sku: `SKU-${i}` }))))
  const lengths = Array.from(prettyPrintChunks(doc), ({ length }) => length)
  expect(lengths.length).toBeGreaterThan(10)
  expect(Math.max(...lengths)).toBeLessThan(100_000)
})
