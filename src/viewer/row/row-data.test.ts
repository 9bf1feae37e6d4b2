import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson, keyOf, stringValue } from '#json/parse/document.ts'

import { previewText, getRowData, formatSize, titleText } from './row-data.ts'
import { escapeInvisible, splitInvisible } from '#ui/text/invisible-chars.ts'

function memberData(text: string) {
  const doc = indexJson(text)
  return getRowData(doc, 1)
}

describe('the name of a row', () => {
  test.each([
    ['{"Body":"Hello"}', 'Body: Hello'],
    ['{"id":123456789012345678901234567890}', 'id: 123456789012345678901234567890'],
    ['{"n":1.0}', 'n: 1.0'],
    ['{"a":null}', 'a: null'],
    ['{"a":""}', 'a: '],
    ['{"":"a"}', '"": a'],
    ['{"list":[1,2,3]}', 'list, 3 items'],
    ['{"one":{"a":1}}', 'one, 1 item'],
    ['{"none":{}}', 'none, 0 items'],
    ['[true]', '0: true'],
    [String.raw`{"\u0061\/":"\ud83d\ude00\n\u202e"}`, 'a/: 😀\n\u202e'],
  ])('%s', (text, label) => {
    expect(memberData(text).label).toBe(label)
  })

  test('of a root that is no container', () => {
    expect(getRowData(indexJson('"x"'), 0).label).toBe('$: x')
    expect(getRowData(indexJson('[]'), 0).label).toBe('$, 0 items')
  })

  test('describes strings that look like another type as text', () => {
    const descriptions = ['"1"', '"true"', '""', '"null"', '"-1.5e3"', '"one"', '"+1415"', '1', 'null'].map(
      (text) => getRowData(indexJson(text), 0).description,
    )
    expect(descriptions).toEqual([
      'text',
      'text',
      'text',
      'text',
      'text',
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

test('short keys and values are shown whole', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      (key, value) => {
        const doc = indexJson(JSON.stringify({ [key]: value }))
        const data = getRowData(doc, 1)
        expect([data.key, data.value]).toEqual([keyOf(doc, 1) || '""', stringValue(doc, 1)])
      },
    ),
  )
})

test('long ones are cut, never within a character or an escape', () => {
  const unit = fc.constantFrom('a', '\\n', '\\\\', '\\"', String.raw`\u00e9`, String.raw`\ud83d\ude00`, '😀')
  fc.assert(
    fc.property(fc.array(unit, { minLength: 600, maxLength: 700, size: 'max' }), (units) => {
      const doc = indexJson(`"${units.join('')}"`)
      const { value } = getRowData(doc, 0)
      expect(value.endsWith('…')).toBe(true)
      expect(stringValue(doc, 0)?.startsWith(value.slice(0, -1))).toBe(true)
      expect(value.isWellFormed()).toBe(true)
      expect(value.length).toBeLessThanOrEqual(501)
    }),
    { numRuns: 200 },
  )
})

test('titles and previews of a 5 MB string are short', () => {
  const doc = indexJson(`["${'x'.repeat(5_000_000)}"]`)
  expect(titleText(doc, 1).length).toBeLessThan(5000)
  expect(previewText(doc, 0).length).toBeLessThan(200)
})

test('previews show the first members or items on one line', () => {
  const doc = indexJson('{"From":"+1415","n":[1],"o":{"a":1},"e":{},"f":[],"t":true}')
  expect(previewText(doc, 0)).toBe('From: "+1415", n: […], o: {…}, e: {}, f: [], t: true')
  expect(formatSize(getRowData(doc, 0))).toBe('6 keys')
  expect(previewText(indexJson(JSON.stringify(Array.from({ length: 999 }, () => 12_345))), 0)).toMatch(
    /12345, …$/,
  )
})

test('a number or an e-mail address at the cut stays whole, so that a mask recognizes it', () => {
  const note = 'Please call me back on my number (415) 555-0199 after noon'
  expect(previewText(indexJson(JSON.stringify({ note })), 0)).toBe(
    'note: "Please call me back on my number (415) 555-0199…"',
  )
  const mail = 'My address is now john.smith@mail.example.com'
  expect(previewText(indexJson(JSON.stringify({ mail })), 0)).toBe(`mail: "${mail}"`)
})

describe('invisible characters', () => {
  test('are escaped with their code point', () => {
    expect(escapeInvisible('+1\u200b4\u202e15\u0000\ufeff\u{e0041}\ud800')).toBe(
      '+1⟨U+200B⟩4⟨U+202E⟩15⟨U+0000⟩⟨U+FEFF⟩⟨U+E0041⟩⟨U+D800⟩',
    )
    expect(splitInvisible('a\n\u202eb').map(({ text, isInvisible }) => [text, isInvisible])).toEqual([
      ['a', false],
      ['↵', true],
      ['U+202E', true],
      ['b', false],
    ])
  })

  test.each(['👨‍👩‍👧', '❤️', '👩🏽‍💻', 'مرحبا', 'עברית', 'é', 'e\u0301', '日本語', '🏳️‍🌈'])(
    'visible characters stay: %s',
    (text) => {
      expect(escapeInvisible(text)).toBe(text)
    },
  )

  test('nothing is lost or doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const starts = splitInvisible(text).map(({ offset }) => offset)
        expect(new Set(starts).size).toBe(starts.length)
        const visible = splitInvisible(text).filter(({ isInvisible }) => !isInvisible)
        expect(visible.every((segment) => text.startsWith(segment.text, segment.offset))).toBe(true)
      }),
    )
  })
})
