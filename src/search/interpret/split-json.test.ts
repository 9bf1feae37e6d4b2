import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { splitJson } from './split-json.ts'
import { parseSearch } from './parse-search.ts'

const valuesOf = (text: string) => splitJson(text)?.values ?? null

test.each([
  ['"From": "+14155550100",', '"+14155550100"'],
  ['{"From":"+14155550100"}', '"+14155550100"'],
  ['"message": {\n  "From": "+14155550100",\n  "To": "+14155550199"', '"+14155550100" "+14155550199"'],
  ['"id": 9007199254740993, "paid": true, "note": null', '"9007199254740993" "true" "null"'],
  [String.raw`"note": "a \"b\" c:\\d \u00e9",`, String.raw`"a \"b\" c:\\d é"`],
  ['"order": "8494', '"8494"'],
])('of %s the values are searched', (text, values) => {
  expect(valuesOf(text)).toBe(values)
})

test.each([
  'refund',
  '"where is my order"',
  '"refund" status:active',
  '"refund": ',
  '"refund": soon',
  '"a" b: "c"',
  String.raw`"a": "\q"`,
])('%s is no JSON', (text) => {
  expect(valuesOf(text)).toBeNull()
})

test('the lines of any object have its values, in order', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean())
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), value), { minLength: 1 }), (members) => {
      const lines = members.map(([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)},`)
      const { values = '', rest = '' } = splitJson(`{\n${lines.join('\n')}`) ?? {}
      expect(values).toBe(
        members.map(([, each]) => `"${String(each).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(' '),
      )
      expect(rest).toBe(`{ ${members.map(([key]) => `${JSON.stringify(key)} : ,`).join(' ')}`)
    }),
  )
})

test('a number in JSON finds its contact, a SID its run, and the keys are not required', () => {
  const { search, interpretations } = parseSearch('"From": "+1 415 555 0100",')
  expect(search.terms.map(({ predicates }) => predicates[0])).toEqual([
    { on: 'contact', match: { startsWith: ['14155550100'] } },
  ])
  expect(interpretations.at(-1)).toEqual({
    typed: '"From" : ,',
    sentence: 'The keys of the JSON aren’t searched.',
  })
  const run = sidOf('FN', 1)
  expect(parseSearch(`"sid": "${run}",\n"status": "ended",`).search.terms).toMatchObject([
    { predicates: [{ on: 'sid', sid: run }] },
  ])
})
