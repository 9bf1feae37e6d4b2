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
import { JsonTextError } from './json-text-error.ts'
import { prettyPrint } from '#json/print/pretty-print.ts'

/*
 * Corner cases of JSON, in the categories of Nicolas Seriot's JSONTestSuite: y_ every parser must accept, n_ every parser
 * must reject, i_ RFC 8259 leaves open. `indexJson` accepts what `JSON.parse` accepts, and keeps every text as sent.
 */

const accepted: [name: string, text: string][] = [
  ['an empty array', '[]'],
  ['an empty key', '{"":0}'],
  ['duplicate keys', '{"a":1,"a":2}'],
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
  ['an exponent of 40 digits', `[0.4e${'9'.repeat(40)}]`],
  ['an integer beyond 2^64', '[123456789012345678901234567890]'],
  ['a lone high surrogate, escaped', String.raw`["\uDADA"]`],
  ['a lone low surrogate, escaped', String.raw`["\uDFAA"]`],
  ['surrogates the wrong way round', String.raw`["\uDd1e\uD834"]`],
  ['a lone surrogate, unescaped', '["\ud800"]'],
  ['500 levels', `${'['.repeat(500)}${']'.repeat(500)}`],
]

const rejected: [name: string, text: string, position: number][] = [
  ['nothing', '', 0],
  ['white space alone', '  ', 2],
  ['a comma at the end of an array', '[1,]', 3],
  ['a comma at the end of an object', '{"a":0,}', 7],
  ['two commas', '[1,,2]', 3],
  ['a leading comma', '[,1]', 1],
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
  ['an unknown escape', String.raw`["\x00"]`, 3],
  ['an incomplete escape', String.raw`["\u00A"]`, 7],
  ['a leading zero', '[012]', 2],
  ['a leading plus', '[+1]', 1],
  ['a point without digits after it', '[1.]', 3],
  ['a point without digits before it', '[.5]', 1],
  ['an exponent without digits', '[1e]', 3],
  ['minus alone', '[-]', 2],
  ['a hexadecimal number', '[0x1]', 2],
  ['NaN', '[NaN]', 1],
  ['Infinity', '[Infinity]', 1],
  ['a literal in capitals', '[TRUE]', 1],
  ['an incomplete literal', '[nul]', 4],
  ['a comment', '[1/**/]', 2],
  ['a byte order mark', '\ufeff[1]', 0],
  ['a no-break space', '[1\u00a0]', 2],
  ['100,000 brackets that open and never close', '['.repeat(100_000), 100_000],
]

/** The text of every scalar. */
const scalarTexts = (doc: JsonDocument) =>
  Array.from({ length: doc.size }, (_node, node) => node)
    .filter((node) => !isContainer(doc, node))
    .map((node) => nodeText(doc, node))

describe('accepts and keeps as sent', () => {
  test.each(accepted)('%s', (_, text) => {
    JSON.parse(text)
    const doc = indexJson(text)
    expect(nodeText(doc, 0)).toBe(text.trim())
    // Pretty-printing changes no scalar.
    const printed = indexJson(prettyPrint(doc))
    expect(printed.size).toBe(doc.size)
    expect(scalarTexts(printed)).toEqual(scalarTexts(doc))
  })

  test('decodes strings with lone surrogates and NUL', () => {
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

describe('rejects, with the position of the error', () => {
  test.each(rejected)('%s', (_, text, position) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    let thrown: unknown
    try {
      indexJson(text)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(JsonTextError)
    expect(thrown).toMatchObject({ position, kind: position >= text.length ? 'truncated' : 'not-json' })
  })
})
