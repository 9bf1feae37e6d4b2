import { describe, expect, test } from 'vitest'

import {
  childrenOf,
  indexJson,
  isContainer,
  type JsonDocument,
  keyOf,
  kindOf,
  nodeText,
  stringValue,
} from './document.ts'
import { JsonTextError } from './error.ts'
import { prettyPrint } from './pretty.ts'

/*
 * The corners of JSON, by the kinds of Nicolas Seriot's JSONTestSuite: y_ what every reader must accept, n_ what it must
 * refuse, i_ what RFC 8259 leaves to each. Ours accepts what `JSON.parse` accepts, and keeps every text as it was sent.
 */

const accepted: [name: string, text: string][] = [
  ['an empty array', '[]'],
  ['an empty key', '{"":0}'],
  ['keys that stand twice', '{"a":1,"a":2}'],
  ['a string alone', '"asd"'],
  ['a number alone', '-0.1'],
  ['true alone', 'true'],
  ['null alone', 'null'],
  ['white space before and after', ' \t\n\r[1]\r\n\t '],
  ['an escaped NUL', String.raw`["\u0000"]`],
  ['an escaped NUL in a key', String.raw`{"a\u0000b":1}`],
  ['all simple escapes', String.raw`["\"\\\/\b\f\n\r\t"]`],
  ['a pair of surrogates, escaped', String.raw`["\ud83d\ude39"]`],
  ['a non-character', '["\u{10ffff}"]'],
  ['U+2028 and U+2029 unescaped', '["\u2028\u2029"]'],
  ['DEL', '["\u007f"]'],
  ['minus zero', '[-0]'],
  ['an exponent with plus', '[1E+2]'],
  ['zero to the first', '[0e1]'],
  ['a real close to zero', `[-0.${'0'.repeat(78)}1]`],
  // i_: left to the implementation.
  ['a huge exponent', '[1e400]'],
  ['a huge negative exponent', '[-1e-400]'],
  ['an exponent beyond all measure', `[0.4e${'9'.repeat(40)}]`],
  ['an integer beyond 2^64', '[123456789012345678901234567890]'],
  ['a lone high surrogate, escaped', String.raw`["\uDADA"]`],
  ['a lone low surrogate, escaped', String.raw`["\uDFAA"]`],
  ['surrogates the wrong way round', String.raw`["\uDd1e\uD834"]`],
  ['a lone surrogate, unescaped', '["\ud800"]'],
  ['500 levels', `${'['.repeat(500)}${']'.repeat(500)}`],
]

const refused: [name: string, text: string, position: number][] = [
  ['nothing', '', 0],
  ['white space alone', '  ', 2],
  ['a comma at the end of an array', '[1,]', 3],
  ['a comma at the end of an object', '{"a":0,}', 7],
  ['two commas', '[1,,2]', 3],
  ['a comma before all', '[,1]', 1],
  ['a value after the end', '[1]x', 3],
  ['a second closing bracket', '[1]]', 3],
  ['an array that is not closed', '[1', 2],
  ['an object that is not closed', '{"a":1', 6],
  ['brackets that do not match', '[1}', 2],
  ['no colon', '{"a" 1}', 5],
  ['two colons', '{"a"::1}', 5],
  ['no value', '{"a":}', 5],
  ['a key without quotes', '{a:1}', 1],
  ['a key in single quotes', "{'a':1}", 1],
  ['a number as a key', '{1:1}', 1],
  ['a string in single quotes', "['a']", 1],
  ['a string that is not closed', '["a', 3],
  ['a line break in a string', '["a\nb"]', 3],
  ['a tab in a string', '["\t"]', 2],
  ['a NUL in a string', '["\u0000"]', 2],
  ['NUL outside a string', '\u0000', 0],
  ['an escape nobody knows', String.raw`["\x00"]`, 3],
  ['an escape cut short', String.raw`["\u00A"]`, 7],
  ['a leading zero', '[012]', 2],
  ['a leading plus', '[+1]', 1],
  ['a point without digits after it', '[1.]', 3],
  ['a point without digits before it', '[.5]', 1],
  ['an exponent without digits', '[1e]', 3],
  ['minus alone', '[-]', 2],
  ['a hexadecimal number', '[0x1]', 2],
  ['NaN', '[NaN]', 1],
  ['Infinity', '[Infinity]', 1],
  ['a word in capitals', '[TRUE]', 1],
  ['a word cut short', '[nul]', 4],
  ['a comment', '[1/**/]', 2],
  ['a byte order mark', '\ufeff[1]', 0],
  ['a no-break space', '[1\u00a0]', 2],
  ['100,000 brackets that open and never close', '['.repeat(100_000), 100_000],
]

/** Every scalar as it is spelled. */
const spellings = (of: JsonDocument) =>
  Array.from({ length: of.size }, (_node, node) => node)
    .filter((node) => !isContainer(of, node))
    .map((node) => nodeText(of, node))

describe('accepted, and kept as it was sent', () => {
  test.each(accepted)('%s', (_, text) => {
    JSON.parse(text)
    const doc = indexJson(text)
    expect(nodeText(doc, 0)).toBe(text.trim())
    // Set in lines and read again, every scalar is still spelled the same.
    const again = indexJson(prettyPrint(doc))
    expect(again.size).toBe(doc.size)
    expect(spellings(again)).toEqual(spellings(doc))
  })

  test('what strings say, lone surrogates and NUL included', () => {
    const doc = indexJson(String.raw`{"\u0000":"\uDADA","b":"\ud83d\ude39","__proto__":"\/"}`)
    expect(Array.from(childrenOf(doc, 0), (node) => [keyOf(doc, node), stringValue(doc, node)])).toEqual([
      ['\u0000', '\udada'],
      ['b', '😹'],
      ['__proto__', '/'],
    ])
  })

  test('10,000 levels of objects, and of arrays', () => {
    for (const [open, close, kind] of [
      ['{"a":', '}', 'object'],
      ['[', ']', 'array'],
    ] as const) {
      const doc = indexJson(`${open.repeat(10_000)}1${close.repeat(10_000)}`)
      expect(doc.size).toBe(10_001)
      expect(kindOf(doc, 9999)).toBe(kind)
      expect(doc.depths[10_000]).toBe(10_000)
    }
  })
})

describe('refused, with the place', () => {
  test.each(refused)('%s', (_, text, position) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    let refusal: unknown
    try {
      indexJson(text)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(JsonTextError)
    expect(refusal).toMatchObject({ position, kind: position >= text.length ? 'cut-short' : 'not-json' })
  })
})
