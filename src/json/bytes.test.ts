import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { damagedJsonText, jsonText } from '#testing/arbitrary-json.ts'
import {
  eachItem,
  eachMember,
  keyEquals,
  kindAt,
  readItems,
  readMembers,
  skipSpace,
  skipValue,
  textAt,
} from './bytes.ts'
import { sliceText } from './slice-text.ts'
import { type JsonDocument, childrenOf, indexJson, keyOf, kindOf, nodeText, stringValue } from './document.ts'
import { JsonTextError } from './error.ts'

const encoder = new TextEncoder()

/** What stands at `start`, as deep as it goes, by `bytes.ts` alone. */
function walkBytes(bytes: Uint8Array, start: number): unknown {
  const kind = kindAt(bytes, start)
  const end = skipValue(bytes, start)
  const children: unknown[] = []
  let after = end
  if (kind === 'object') {
    after = eachMember(bytes, start, (keyStart, keyEnd, valueStart, valueEnd) => {
      children.push(textAt(bytes, keyStart, keyEnd), walkBytes(bytes, valueStart), valueEnd)
    })
  } else if (kind === 'array') {
    after = eachItem(bytes, start, (itemStart, itemEnd) => {
      children.push(walkBytes(bytes, itemStart), itemEnd)
    })
  }
  return [kind, sliceText(bytes, start, end), textAt(bytes, start, end), after === end, children]
}

/** The same by the index. */
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

/** All readers of `bytes.ts` that apply to the value at the start. */
function readersOf(bytes: Uint8Array): (() => number)[] {
  const kind = kindAt(bytes, skipSpace(bytes, 0))
  const readers = [() => skipValue(bytes, 0)]
  if (kind === 'object') readers.push(() => eachMember(bytes, 0, ignore))
  if (kind === 'array') readers.push(() => eachItem(bytes, 0, ignore))
  return readers
}

function endOrRefusal(read: () => number): number | JsonTextError {
  try {
    return read()
  } catch (error) {
    if (error instanceof JsonTextError) return error
    throw error
  }
}

describe('against the index', () => {
  test('the same nodes at the same places', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const bytes = encoder.encode(text)
        expect(walkBytes(bytes, skipSpace(bytes, 0))).toEqual(walkIndex(indexJson(text), 0))
      }),
      { numRuns: 1500 },
    )
  })

  test('cut anywhere, it says so', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const bytes = encoder.encode(text.trim())
        const cuts = Array.from(bytes, (_, length) => bytes.subarray(0, length))
          // A number cut between digits is a number still.
          .filter((cut) => !/^[-\d.eE+]*\d$/.test(sliceText(cut, 0, cut.length)))
        for (const cut of cuts) {
          for (const read of readersOf(cut)) {
            expect(endOrRefusal(read)).toMatchObject({ kind: 'cut-short', position: cut.length })
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('damaged, it ends all the same, and never past the end', () => {
    fc.assert(
      fc.property(damagedJsonText, (text) => {
        const bytes = encoder.encode(text)
        for (const read of readersOf(bytes)) {
          const end = endOrRefusal(read)
          expect(end instanceof JsonTextError || end <= bytes.length).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

test('one odd value does not cost the rest', () => {
  const bytes = encoder.encode('[{"a": NaN, "b": "line\nbreak", "c": "\\x", "d": [1,,2], "e": "sound"}, 2]')
  const found: (string | null)[] = []
  eachItem(bytes, 0, (start) => {
    if (kindAt(bytes, start) === 'object') {
      eachMember(bytes, start, (_keyStart, _keyEnd, valueStart, valueEnd) => {
        found.push(textAt(bytes, valueStart, valueEnd))
      })
    }
  })
  expect(found).toEqual([null, 'line\nbreak', '\\x', null, 'sound'])
})

test.each(['<html>', '[1 2]', '[1}', '{"a":[}]', '[,1]', '{1:2}', '{"a";1}', ']', ','])(
  'not JSON: %s',
  (text) => {
    const bytes = encoder.encode(text)
    const read = readersOf(bytes).at(-1)
    expect(read && endOrRefusal(read)).toMatchObject({ kind: 'not-json' })
  },
)

test('a reader within a reader looks at nothing twice', () => {
  const bytes = encoder.encode('{"page":{"a":1,"b":[2,{"c":3}]},"sid":"FN1"}')
  const keys: (string | null)[] = []
  const read = (start: number): number => {
    const kind = kindAt(bytes, start)
    if (kind === 'array') return readItems(bytes, start, read)
    if (kind !== 'object') return skipValue(bytes, start)
    return readMembers(bytes, start, (keyStart, keyEnd, valueStart) => {
      keys.push(textAt(bytes, keyStart, keyEnd))
      return read(valueStart)
    })
  }
  expect(read(0)).toBe(bytes.length)
  expect(keys).toEqual(['page', 'a', 'b', 'c', 'sid'])
})

test('a key is the same in any spelling', () => {
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

test('a byte order mark before the JSON is passed over, within a string it stays', () => {
  const bytes = encoder.encode('\ufeff ["\ufeffa"]')
  expect(skipSpace(bytes, 0)).toBe(4)
  expect(skipValue(bytes, 0)).toBe(bytes.length)
  expect(textAt(bytes, 5, bytes.length - 1)).toBe('\ufeffa')
})

test('100,000 levels deep', () => {
  const bytes = encoder.encode('['.repeat(100_000) + ']'.repeat(100_000))
  expect(skipValue(bytes, 0)).toBe(bytes.length)
})
