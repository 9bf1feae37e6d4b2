import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { diffJson } from '#json/diff.ts'
import { indexJson, pathOf } from '#json/document.ts'
import { printJsonPath } from '#json/paths.ts'

import { originsOf } from './origins.ts'

function origins(...contexts: unknown[]): Record<string, number> {
  const docs = contexts.map((context) => indexJson(JSON.stringify(context)))
  const [first, last] = [docs[0], docs.at(-1)]
  if (!first || !last) throw new Error('No context.')
  const diffs = docs.slice(1).map((doc, i) => diffJson(docs[i] ?? first, doc))
  return Object.fromEntries(
    Array.from(originsOf(first, diffs), (step, node) => [printJsonPath(pathOf(last, node)), step]),
  )
}

test('a value is of the context that first had it as it is', () => {
  expect(
    origins(
      { trigger: { Body: 'hi' } },
      { trigger: { Body: 'hi' }, vars: { a: 1 } },
      { vars: { a: 1, b: 2 }, trigger: { Body: 'hi' } },
      { vars: { a: 3, b: 2 }, trigger: { Body: 'hi' } },
    ),
  ).toEqual({
    $: 3,
    '$.vars': 3,
    '$.vars.a': 3,
    '$.vars.b': 2,
    '$.trigger': 0,
    '$.trigger.Body': 0,
  })
})

test('what was taken away and came back is of the context it came back with', () => {
  expect(origins({ a: 1 }, {}, { a: 1 })['$.a']).toBe(2)
})

test('contexts that never change are of the first', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.integer({ min: 1, max: 4 }), (value, times) => {
      const all = origins(...Array.from({ length: times }, () => value))
      expect(new Set(Object.values(all))).toEqual(new Set([0]))
    }),
  )
})
