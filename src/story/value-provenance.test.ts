import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { diffJson } from '#json/diff/diff-json.ts'
import { indexJson, pathOf } from '#json/parse/document.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

import { valueProvenance } from './value-provenance.ts'

function provenanceByPath(...contexts: unknown[]): Record<string, number> {
  const docs = contexts.map((context) => indexJson(JSON.stringify(context)))
  const [first, last] = [docs[0], docs.at(-1)]
  if (!first || !last) throw new Error('No context.')
  const diffs = docs.slice(1).map((doc, i) => diffJson(docs[i] ?? first, doc))
  return Object.fromEntries(
    Array.from(valueProvenance(first, diffs), (step, node) => [formatJsonPath(pathOf(last, node)), step]),
  )
}

test('a value belongs to the context that set it', () => {
  expect(
    provenanceByPath(
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

test('a value that was removed and added again belongs to the context that added it again', () => {
  expect(provenanceByPath({ a: 1 }, {}, { a: 1 })['$.a']).toBe(2)
})

test('values that never change belong to the first context', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.integer({ min: 1, max: 4 }), (value, times) => {
      const all = provenanceByPath(...Array.from({ length: times }, () => value))
      expect(new Set(Object.values(all))).toEqual(new Set([0]))
    }),
  )
})
