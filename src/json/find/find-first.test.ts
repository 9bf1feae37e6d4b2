import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { damagedJsonText, jsonText } from '#testing/arbitrary-json.ts'
import { type GeneratedTree, serializeTree, arbitraryTree, treeKey } from '#testing/arbitrary-tree.ts'

import { createFinder, type ValueQuery } from './find-first.ts'
import { caseInsensitivePattern } from './case-fold.ts'
import { createContains } from './contains.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { createPrefilter } from './prefilter.ts'

const encode = (text: string) => new TextEncoder().encode(text)

function find(json: string, query: Partial<ValueQuery>) {
  const bytes = encode(json)
  return createFinder({ path: null, text: null, isExact: false, ...query })(bytes, 0, bytes.length)
}

function passesPrefilter(json: string, text: string) {
  const bytes = encode(json)
  return createPrefilter({ path: null, text, isExact: false })(bytes, 0, bytes.length)
}

type Leaf = { path: JsonPath; value: string }

/** All values at a path and below it, by a naive implementation; with `any`, the values at the path itself. */
function naive(value: GeneratedTree, steps: JsonPath, any: boolean, path: JsonPath = []): Leaf[] {
  if (value.kind === 'embedded' && (steps.length > 0 || !any)) return naive(value.tree, steps, any, path)
  const [step, ...rest] = steps
  if (step === undefined && any) return [{ path, value: '' }]
  const children: [string | number, GeneratedTree][] =
    value.kind === 'array' ? [...value.items.entries()] : value.kind === 'object' ? value.members : []
  if (step === undefined && (value.kind === 'string' || value.kind === 'literal'))
    return [{ path, value: value.text }]
  return children
    .filter(([key]) => step === undefined || String(key) === String(step))
    .flatMap(([key, child]) => naive(child, rest, any, [...path, key]))
}

const anyQuery: fc.Arbitrary<ValueQuery> = fc.record({
  path: fc.option(fc.array(fc.oneof(treeKey, fc.nat(2)), { maxLength: 3 })),
  text: fc.option(
    fc.oneof(
      fc.string({
        unit: fc.constantFrom(...'abkS01é"\\/\n{σΣ’'.split(''), '😀'),
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom('null', '.0', '9007199254740993123', '\u212a', '\ufffd', '\ude00'),
    ),
  ),
  isExact: fc.boolean(),
})

describe('createFinder', () => {
  test('agrees with a naive search for any spelling, and no match fails the prefilter', () => {
    let matches = 0
    let filteredOut = 0
    fc.assert(
      fc.property(arbitraryTree, anyQuery, fc.infiniteStream(fc.nat()), (value, valueQuery, numbers) => {
        const bytes = encode(`x${serializeTree(value, (below) => (numbers.next().value ?? 0) % below)}x`)
        const match = createFinder(valueQuery)(bytes, 1, bytes.length - 1)
        expect(createContains(valueQuery)(bytes, 1, bytes.length - 1)).toBe(match !== null)
        const passes = createPrefilter(valueQuery)(bytes, 1, bytes.length - 1)
        const pattern =
          valueQuery.text === null ? /^/ : caseInsensitivePattern(valueQuery.text, valueQuery.isExact)
        const expected = naive(value, valueQuery.path ?? [], valueQuery.text === null).find((leaf) =>
          pattern.test(leaf.value),
        )
        expect(match?.path).toEqual(expected?.path)
        expect(match === null || passes).toBe(true)
        expect(match === null || pattern.test(match.text.slice(match.start, match.end))).toBe(true)
        if (match) matches++
        else if (!passes) filteredOut++
      }),
      { numRuns: 2000 },
    )
    // Ensures that the test covers both cases.
    expect(matches).toBeGreaterThan(100)
    expect(filteredOut).toBeGreaterThan(100)
  })

  test.each([
    ['a number as it was sent', '{"id":9007199254740993123}', '740993123', ['id']],
    ['a literal', '{"a":[true,null]}', 'NULL', ['a', 1]],
    ['escapes', String.raw`["\u0041\/\"\n\ud83d\ude00"]`, 'a/"\n😀', [0]],
    ['JSON inside a string', String.raw`{"body":"{\"a\":[\"x\\u0041y\"]}"}`, 'xay', ['body', 'a', 0]],
    ['the root', '"abc"', 'B', []],
    ['a string that only starts like JSON', '["[abc"]', '[a', [0]],
    ['the first of several', '{"a":1,"b":"1"}', '1', ['a']],
    ['what is not JSON', '{"a":NaN}', 'nan', []],
  ])('finds %s', (_, json, text, path) => {
    expect(find(json, { text })?.path).toEqual(path)
  })

  test('does not compare keys, not even those inside strings', () => {
    expect(find(String.raw`{"status":1,"body":"{\"status\":2}"}`, { text: 'status' })).toBe(null)
  })

  test('follows a path into JSON inside strings, and to all duplicate keys', () => {
    const json = String.raw`{"w":{"body":"{\"id\":[7,10042]}"},"w":{"id":5}}`
    expect(find(json, { path: ['w', 'body', 'id', '1'], text: '10042', isExact: true })?.path).toEqual([
      'w',
      'body',
      'id',
      1,
    ])
    expect(find(json, { path: ['w', 'id'] })).toEqual({ path: ['w', 'id'], text: '5', start: 0, end: 0 })
    expect(find(json, { path: ['w', 'body', 'ID'] })).toBe(null)
  })

  test('cuts a long value around the match, never within a character', () => {
    const match = find(JSON.stringify('😀'.repeat(100) + 'needle' + '😀'.repeat(100)), { text: 'NEEDLE' })
    expect(match?.text).toMatch(/^…(😀)+needle(😀)+…$/u)
    expect(match?.text.slice(match.start, match.end)).toBe('needle')
  })

  test('no excerpt begins or ends within a phone number, of which a mask would not recognize the rest', () => {
    const value = `a (415) 555-0142 ${'b'.repeat(30)} needle ${'c'.repeat(70)} (415) 555-0199 d`
    expect(find(JSON.stringify(value), { text: 'needle' })?.text).toMatch(
      /^…\(415\) 555-0142 b.*c \(415\) 555-0199…$/,
    )
  })

  test('works 100,000 levels deep', () => {
    const depth = 100_000
    expect(find('['.repeat(depth) + '"x"' + ']'.repeat(depth), { text: 'x' })?.path).toHaveLength(depth)
  })
})

test('createContains agrees with createFinder on valid and damaged JSON', () => {
  fc.assert(
    fc.property(
      fc.oneof(jsonText, damagedJsonText),
      fc.string({ unit: fc.constantFrom(...'a01eE+{}[",:\\nul'.split('')), minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (json, text, isExact) => {
        const bytes = encode(json)
        const query = { path: null, text, isExact }
        expect(createContains(query)(bytes, 0, bytes.length)).toBe(
          createFinder(query)(bytes, 0, bytes.length) !== null,
        )
      },
    ),
    { numRuns: 2000 },
  )
})

describe('createPrefilter', () => {
  test.each([
    ['as it is', '"a 10042"', '10042'],
    ['in another case', '"ΝΑΙ Straße"', 'ναι STRAßE'],
    ['with another apostrophe', '"can’t"', "can't"],
    ['with an escaped apostrophe', String.raw`"can\u2019t"`, "can't"],
    ['with escapes', String.raw`"\u0031\u003042"`, '1042'],
    ['with escapes in embedded JSON', String.raw`"{\"a\":\"\\u00310042\"}"`, '10042'],
    ['with an escaped escape', String.raw`"{\"a\":\"\u005cu0031042\"}"`, '1042'],
    ['with an escaped slash', String.raw`"https:\/\/x"`, 'https://x'],
    ['as an escaped quote', String.raw`"\""`, '"'],
    ['as escaped surrogates', String.raw`"\ud83d\uDE00"`, '😀'],
    ['as half a surrogate pair', '"😀"', '\ude00'],
  ])('passes a text written %s', (_, json, text) => {
    expect(passesPrefilter(json, text)).toBe(true)
  })

  test('treats digits in a path as a possible position', () => {
    const bytes = encode('[1]')
    expect(createPrefilter({ path: ['0'], text: null, isExact: false })(bytes, 0, bytes.length)).toBe(true)
  })

  test.each([
    ['another text', '"10043"', '10042'],
    ['escapes of other characters', String.raw`"caf\u00e9 \"\\ 10043"`, '10042'],
    ['part of the text', '"https://10043"', 'https://10042'],
    ['a shorter text', '"100"', '10042'],
  ])('rejects %s', (_, json, text) => {
    expect(passesPrefilter(json, text)).toBe(false)
  })
})
