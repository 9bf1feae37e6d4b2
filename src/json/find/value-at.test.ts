import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { serializeTree, arbitraryTree, treeKey } from '#testing/arbitrary-tree.ts'

import { createFinder } from './find-first.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { createValueAt } from './value-at.ts'

function valueAt(json: string, path: JsonPath) {
  const bytes = new TextEncoder().encode(`x${json}x`)
  return createValueAt(path)(bytes, 1, bytes.length - 1)
}

test.each([
  ['a number with all its digits', '{"a":[0,9007199254740993123]}', ['a', 1], '9007199254740993123'],
  ['a position written as a step', '{"a":[0,1.0]}', ['a', '1'], '1.0'],
  ['a string with its escapes', String.raw`{"a":"\u0041"}`, ['a'], String.raw`"\u0041"`],
  ['a container', '{"a":{ "b" : 1 }}', ['a'], '{ "b" : 1 }'],
  ['an escaped key', String.raw`{"\u0061":1}`, ['a'], '1'],
  ['a key beyond ASCII', '{"é":1}', ['é'], '1'],
  ['a value of JSON in a string', String.raw`{"body":"{\"id\":1.50}"}`, ['body', 'id'], '1.50'],
  ['the root', ' 1 ', [], '1'],
  ['the first duplicate key that has the path', '{"a":1,"a":{"b":2},"a":{"b":3}}', ['a', 'b'], '2'],
  ['a value next to an invalid one', '{"a":NaN,"b":1}', ['b'], '1'],
])('returns %s', (_, json, path, value) => {
  expect(valueAt(json, path)).toBe(value)
})

test.each([
  ['a missing key', '{"a":1}', ['b']],
  ['a step into a number', '{"a":1}', ['a', 'b']],
  ['a step into plain text', '{"a":"b"}', ['a', 'b']],
  ['a position past the end', '[1]', [1]],
])('returns null for %s', (_, json, path) => {
  expect(valueAt(json, path)).toBe(null)
})

test('returns a value exactly where createFinder finds one', () => {
  fc.assert(
    fc.property(
      arbitraryTree,
      fc.array(treeKey, { maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
      (value, path, numbers) => {
        const json = serializeTree(value, (below) => (numbers.next().value ?? 0) % below)
        const bytes = new TextEncoder().encode(json)
        const found = createFinder({ path, text: null, isExact: false })(bytes, 0, bytes.length)
        expect(valueAt(json, path) === null).toBe(found === null)
      },
    ),
  )
})
