import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { damagedJsonText, jsonText } from '#testing/arbitrary-json.ts'
import { type Tree, printTree, tree, treeKey } from '#testing/arbitrary-tree.ts'

import { createFind, type Needle } from './find.ts'
import { foldedPattern } from './fold.ts'
import { createHolds } from './holds.ts'
import type { JsonPath } from './paths.ts'
import { createSieve } from './sieve.ts'

const encode = (text: string) => new TextEncoder().encode(text)

function find(json: string, needle: Partial<Needle>) {
  const bytes = encode(json)
  return createFind({ path: null, text: null, whole: false, ...needle })(bytes, 0, bytes.length)
}

function mayHold(json: string, text: string) {
  const bytes = encode(json)
  return createSieve({ path: null, text, whole: false })(bytes, 0, bytes.length)
}

type Leaf = { path: JsonPath; value: string }

/** All there is at a path and below it, in the plainest way; with `any`, what stands at the path itself. */
function naive(value: Tree, steps: JsonPath, any: boolean, path: JsonPath = []): Leaf[] {
  if (value.kind === 'inside' && (steps.length > 0 || !any)) return naive(value.tree, steps, any, path)
  const [step, ...rest] = steps
  if (step === undefined && any) return [{ path, value: '' }]
  const children: [string | number, Tree][] =
    value.kind === 'array' ? [...value.items.entries()] : value.kind === 'object' ? value.members : []
  if (step === undefined && (value.kind === 'string' || value.kind === 'word'))
    return [{ path, value: value.text }]
  return children
    .filter(([key]) => step === undefined || String(key) === String(step))
    .flatMap(([key, child]) => naive(child, rest, any, [...path, key]))
}

const needle: fc.Arbitrary<Needle> = fc.record({
  path: fc.option(fc.array(fc.oneof(treeKey, fc.nat(2)), { maxLength: 3 })),
  text: fc.option(
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...'abkS01é"\\/\n{σΣ'.split(''), '😀'), minLength: 1, maxLength: 3 }),
      fc.constantFrom('null', '.0', '9007199254740993123', '\u212a', '\ufffd', '\ude00'),
    ),
  ),
  whole: fc.boolean(),
})

describe('finding', () => {
  test('agrees with a naive walk, however the document is written; and the sieve lets every match through', () => {
    let matches = 0
    let sieved = 0
    fc.assert(
      fc.property(tree, needle, fc.infiniteStream(fc.nat()), (value, wanted, numbers) => {
        const bytes = encode(`x${printTree(value, (below) => (numbers.next().value ?? 0) % below)}x`)
        const match = createFind(wanted)(bytes, 1, bytes.length - 1)
        expect(createHolds(wanted)(bytes, 1, bytes.length - 1)).toBe(match !== null)
        const letsThrough = createSieve(wanted)(bytes, 1, bytes.length - 1)
        const pattern = wanted.text === null ? /^/ : foldedPattern(wanted.text, wanted.whole)
        const expected = naive(value, wanted.path ?? [], wanted.text === null).find((leaf) =>
          pattern.test(leaf.value),
        )
        expect(match?.path).toEqual(expected?.path)
        expect(match === null || letsThrough).toBe(true)
        expect(match === null || pattern.test(match.text.slice(match.start, match.end))).toBe(true)
        if (match) matches++
        else if (!letsThrough) sieved++
      }),
      { numRuns: 2000 },
    )
    // Otherwise the test would prove nothing.
    expect(matches).toBeGreaterThan(100)
    expect(sieved).toBeGreaterThan(100)
  })

  test.each([
    ['a number as it was sent', '{"id":9007199254740993123}', '740993123', ['id']],
    ['a word', '{"a":[true,null]}', 'NULL', ['a', 1]],
    ['escapes', String.raw`["\u0041\/\"\n\ud83d\ude00"]`, 'a/"\n😀', [0]],
    ['JSON inside a string', String.raw`{"body":"{\"a\":[\"x\\u0041y\"]}"}`, 'xay', ['body', 'a', 0]],
    ['the root', '"abc"', 'B', []],
    ['a string that only begins like JSON', '["[abc"]', '[a', [0]],
    ['the first of several', '{"a":1,"b":"1"}', '1', ['a']],
    ['what is not JSON', '{"a":NaN}', 'nan', []],
  ])('finds %s', (_, json, text, path) => {
    expect(find(json, { text })?.path).toEqual(path)
  })

  test('compares no keys, not even those inside strings', () => {
    expect(find(String.raw`{"status":1,"body":"{\"status\":2}"}`, { text: 'status' })).toBe(null)
  })

  test('a path leads through JSON inside strings, and to all members of its name', () => {
    const json = String.raw`{"w":{"body":"{\"id\":[7,10042]}"},"w":{"id":5}}`
    expect(find(json, { path: ['w', 'body', 'id', '1'], text: '10042', whole: true })?.path).toEqual([
      'w',
      'body',
      'id',
      1,
    ])
    expect(find(json, { path: ['w', 'id'] })).toEqual({ path: ['w', 'id'], text: '5', start: 0, end: 0 })
    expect(find(json, { path: ['w', 'body', 'ID'] })).toBe(null)
  })

  test('cuts a long value around the match, never through a character', () => {
    const match = find(JSON.stringify('😀'.repeat(100) + 'needle' + '😀'.repeat(100)), { text: 'NEEDLE' })
    expect(match?.text).toMatch(/^…(😀)+needle(😀)+…$/u)
    expect(match?.text.slice(match.start, match.end)).toBe('needle')
  })

  test('100,000 levels deep', () => {
    const depth = 100_000
    expect(find('['.repeat(depth) + '"x"' + ']'.repeat(depth), { text: 'x' })?.path).toHaveLength(depth)
  })
})

test('holding agrees with finding on what is valid JSON by a hair, and on what is not', () => {
  fc.assert(
    fc.property(
      fc.oneof(jsonText, damagedJsonText),
      fc.string({ unit: fc.constantFrom(...'a01eE+{}[",:\\nul'.split('')), minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (json, text, whole) => {
        const bytes = encode(json)
        const wanted = { path: null, text, whole }
        expect(createHolds(wanted)(bytes, 0, bytes.length)).toBe(
          createFind(wanted)(bytes, 0, bytes.length) !== null,
        )
      },
    ),
    { numRuns: 2000 },
  )
})

describe('the sieve', () => {
  test.each([
    ['as it is', '"a 10042"', '10042'],
    ['in another case', '"ΝΑΙ Straße"', 'ναι STRAßE'],
    ['escaped', String.raw`"\u0031\u003042"`, '1042'],
    ['escaped inside', String.raw`"{\"a\":\"\\u00310042\"}"`, '10042'],
    ['an escape escaped', String.raw`"{\"a\":\"\u005cu0031042\"}"`, '1042'],
    ['a slash', String.raw`"https:\/\/x"`, 'https://x'],
    ['nothing but a quote', String.raw`"\""`, '"'],
    ['pairs', String.raw`"\ud83d\uDE00"`, '😀'],
    ['half a pair', '"😀"', '\ude00'],
  ])('lets through what is written %s', (_, json, text) => {
    expect(mayHold(json, text)).toBe(true)
  })

  test('takes digits in a path for a position, too', () => {
    const bytes = encode('[1]')
    expect(createSieve({ path: ['0'], text: null, whole: false })(bytes, 0, bytes.length)).toBe(true)
  })

  test.each([
    ['another text', '"10043"', '10042'],
    ['escapes of other characters', String.raw`"caf\u00e9 \"\\ 10043"`, '10042'],
    ['half of what is asked', '"https://10043"', 'https://10042'],
    ['a longer text than there is', '"100"', '10042'],
  ])('holds back %s', (_, json, text) => {
    expect(mayHold(json, text)).toBe(false)
  })
})
