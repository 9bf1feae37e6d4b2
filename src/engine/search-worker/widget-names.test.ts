import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readWidgetNames } from './widget-names.ts'

/** The names in each context. */
function namesIn(...contexts: string[]): string[][] {
  const encoded = contexts.map((text) => new TextEncoder().encode(text))
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0))
  const spans = new Uint32Array(contexts.length * 2)
  let end = 0
  encoded.forEach((each, i) => {
    bytes.set(each, end)
    spans[i * 2] = end
    spans[i * 2 + 1] = end += each.length
  })
  const { lists, listOf } = readWidgetNames(bytes, spans)
  return Array.from(listOf, (index) => lists[index] ?? [])
}

test('reads the keys of any context that JSON.parse reads, equal lists once', () => {
  const context = fc.record({
    widgets: fc.dictionary(fc.string({ maxLength: 9 }), fc.jsonValue()),
    flow: fc.jsonValue(),
  })
  fc.assert(
    fc.property(fc.array(context, { maxLength: 4 }), (contexts) => {
      const texts = contexts.map((each) => JSON.stringify(each))
      expect(namesIn(...texts, ...texts)).toEqual(
        [...contexts, ...contexts].map(({ widgets }) => Object.keys(widgets)),
      )
    }),
  )
  const { lists } = readWidgetNames(new TextEncoder().encode('{}{}'), Uint32Array.of(0, 2, 2, 4))
  expect(lists).toEqual([[]])
})

test.each([
  ['null', []],
  ['"widgets"', []],
  ['[{"widgets":{"a":1}}]', []],
  ['{"widgets":["a"]}', []],
  ['{"x":{"widgets":{"a":1}}}', []],
  ['{"widgets":{"a":1},"widgets":{"b":2,"a":3}}', ['a', 'b']],
  [String.raw`{"w\u0069dgets":{"\u0061":{"b":"}"}}}`, ['a']],
  ['{"widgets":{"a":1,"b":', ['a', 'b']],
  [`{"widgets":{"${'x'.repeat(201)}":1,"a":1}}`, ['a']],
  ['{"widgets":{"__proto__":1}}', ['__proto__']],
])('%s', (context, names) => {
  expect(namesIn(context)).toEqual([names])
})
