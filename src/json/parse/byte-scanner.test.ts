import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { damagedJsonText, jsonText } from '#testing/arbitrary-json.ts'
import {
  forEachMember,
  keyEquals,
  kindAt,
  scanItems,
  scanMembers,
  skipWhitespace,
  skipValue,
  decodeStringAt,
} from './byte-scanner.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { type JsonDocument, childrenOf, indexJson, keyOf, kindOf, nodeText, stringValue } from './document.ts'
import { JsonTextError } from './json-text-error.ts'

const encoder = new TextEncoder()

/** The value at `start` with all its descendants, by `byte-scanner.ts` alone. */
function walkBytes(bytes: Uint8Array, start: number): unknown {
  const kind = kindAt(bytes, start)
  const end = skipValue(bytes, start)
  const children: unknown[] = []
  let after = end
  if (kind === 'object') {
    after = forEachMember(bytes, start, (keyStart, keyEnd, valueStart, valueEnd) => {
      children.push(decodeStringAt(bytes, keyStart, keyEnd), walkBytes(bytes, valueStart), valueEnd)
    })
  } else if (kind === 'array') {
    after = scanItems(bytes, start, (itemStart) => {
      const itemEnd = skipValue(bytes, itemStart)
      children.push(walkBytes(bytes, itemStart), itemEnd)
      return itemEnd
    })
  }
  return [kind, decodeUtf8(bytes, start, end), decodeStringAt(bytes, start, end), after === end, children]
}

/** The same by `document.ts`. */
function walkIndex(doc: JsonDocument, node: number): unknown {
  const kind = kindOf(doc, node)
  const children = [...childrenOf(doc, node)].flatMap((child) => {
    const end = utf8Length(doc.text.slice(0, doc.ends[child]))
    const key = kind === 'object' ? [keyOf(doc, child)] : []
    return [...key, walkIndex(doc, child), end]
  })
  const bytesKind = kind === 'object' || kind === 'array' || kind === 'string' ? kind : 'scalar'
  return [bytesKind, nodeText(doc, node), stringValue(doc, node), true, children]
}

function utf8Length(text: string): number {
  return encoder.encode(text).length
}

function ignore(): void {}

/** All scan functions of `byte-scanner.ts` that apply to the value at index 0. */
function scannersOf(bytes: Uint8Array): (() => number)[] {
  const kind = kindAt(bytes, skipWhitespace(bytes, 0))
  const scanners = [() => skipValue(bytes, 0)]
  if (kind === 'object') scanners.push(() => forEachMember(bytes, 0, ignore))
  if (kind === 'array') scanners.push(() => scanItems(bytes, 0, (start) => skipValue(bytes, start)))
  return scanners
}

function endOrError(scan: () => number): number | JsonTextError {
  try {
    return scan()
  } catch (error) {
    if (error instanceof JsonTextError) return error
    throw error
  }
}

describe('compared with indexJson', () => {
  test('finds the same nodes at the same offsets', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const bytes = encoder.encode(text)
        expect(walkBytes(bytes, skipWhitespace(bytes, 0))).toEqual(walkIndex(indexJson(text), 0))
      }),
      { numRuns: 1500 },
    )
  })

  test('reports bytes cut off anywhere as truncated', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const bytes = encoder.encode(text.trim())
        const cuts = Array.from(bytes, (_, length) => bytes.subarray(0, length))
          // A number cut between digits is still a number.
          .filter((cut) => !/^[-\d.eE+]*\d$/.test(decodeUtf8(cut, 0, cut.length)))
        for (const cut of cuts) {
          for (const scan of scannersOf(cut)) {
            expect(endOrError(scan)).toMatchObject({ kind: 'truncated', position: cut.length })
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('ends on damaged bytes, and never past their end', () => {
    fc.assert(
      fc.property(damagedJsonText, (text) => {
        const bytes = encoder.encode(text)
        for (const scan of scannersOf(bytes)) {
          const end = endOrError(scan)
          expect(end instanceof JsonTextError || end <= bytes.length).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

test('an invalid value does not affect the others', () => {
  const bytes = encoder.encode('[{"a": NaN, "b": "line\nbreak", "c": "\\x", "d": [1,,2], "e": "sound"}, 2]')
  const found: (string | null)[] = []
  scanItems(bytes, 0, (start) => {
    if (kindAt(bytes, start) !== 'object') return skipValue(bytes, start)
    return forEachMember(bytes, start, (_keyStart, _keyEnd, valueStart, valueEnd) => {
      found.push(decodeStringAt(bytes, valueStart, valueEnd))
    })
  })
  expect(found).toEqual([null, 'line\nbreak', '\\x', null, 'sound'])
})

test.each(['<html>', '[1 2]', '[1}', '{"a":[}]', '[,1]', '{1:2}', '{"a";1}', ']', ','])(
  'not JSON: %s',
  (text) => {
    const bytes = encoder.encode(text)
    const scan = scannersOf(bytes).at(-1)
    expect(scan && endOrError(scan)).toMatchObject({ kind: 'not-json' })
  },
)

test('nested scans read all members', () => {
  const bytes = encoder.encode('{"page":{"a":1,"b":[2,{"c":3}]},"sid":"FN1"}')
  const keys: (string | null)[] = []
  const scan = (start: number): number => {
    const kind = kindAt(bytes, start)
    if (kind === 'array') return scanItems(bytes, start, scan)
    if (kind !== 'object') return skipValue(bytes, start)
    return scanMembers(bytes, start, (keyStart, keyEnd, valueStart) => {
      keys.push(decodeStringAt(bytes, keyStart, keyEnd))
      return scan(valueStart)
    })
  }
  expect(scan(0)).toBe(bytes.length)
  expect(keys).toEqual(['page', 'a', 'b', 'c', 'sid'])
})

test('keyEquals matches a key in any spelling', () => {
  const bytes = encoder.encode(String.raw`"sid" "\u0073id" "si" "sidx" "ſid"`)
  const spans: [number, number][] = [[0, 5], [6, 16], [17, 21], [22, 28], [29, 35]] // prettier-ignore
  expect(spans.map(([start, end]) => keyEquals(bytes, start, end, 'sid'))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('a byte order mark is skipped before the JSON and stays within a string', () => {
  const bytes = encoder.encode('\ufeff ["\ufeffa"]')
  expect(skipWhitespace(bytes, 0)).toBe(4)
  expect(skipValue(bytes, 0)).toBe(bytes.length)
  expect(decodeStringAt(bytes, 5, bytes.length - 1)).toBe('\ufeffa')
})

test('100,000 levels deep', () => {
  const bytes = encoder.encode('['.repeat(100_000) + ']'.repeat(100_000))
  expect(skipValue(bytes, 0)).toBe(bytes.length)
})
