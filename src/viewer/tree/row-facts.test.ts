import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson, keyOf, stringValue } from '#json/document.ts'

import { previewOf, rowFacts, sizeOf, titleOf } from './row-facts.ts'
import { showUnseen, stretchesOf } from '#ui/unseen.ts'

function member(text: string) {
  const doc = indexJson(text)
  return rowFacts(doc, 1)
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
    expect(member(text).label).toBe(label)
  })

  test('of a root that is no container', () => {
    expect(rowFacts(indexJson('"x"'), 0).label).toBe('$: x')
    expect(rowFacts(indexJson('[]'), 0).label).toBe('$, 0 items')
  })

  test('says text of what looks like something else', () => {
    const descriptions = ['"1"', '"true"', '""', '"null"', '"-1.5e3"', '"one"', '"+1415"', '1', 'null'].map(
      (text) => rowFacts(indexJson(text), 0).description,
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
        const facts = rowFacts(doc, 1)
        expect([facts.key, facts.value]).toEqual([keyOf(doc, 1) || '""', stringValue(doc, 1)])
      },
    ),
  )
})

test('long ones are cut, never within a character or its escape', () => {
  const unit = fc.constantFrom('a', '\\n', '\\\\', '\\"', String.raw`\u00e9`, String.raw`\ud83d\ude00`, '😀')
  fc.assert(
    fc.property(fc.array(unit, { minLength: 600, maxLength: 700, size: 'max' }), (units) => {
      const doc = indexJson(`"${units.join('')}"`)
      const { value } = rowFacts(doc, 0)
      expect(value.endsWith('…')).toBe(true)
      expect(stringValue(doc, 0)?.startsWith(value.slice(0, -1))).toBe(true)
      expect(value.isWellFormed()).toBe(true)
      expect(value.length).toBeLessThanOrEqual(501)
    }),
    { numRuns: 200 },
  )
})

test('5 MB in one string cost no more than a row', () => {
  const doc = indexJson(`["${'x'.repeat(5_000_000)}"]`)
  expect(titleOf(doc, 1).length).toBeLessThan(5000)
  expect(previewOf(doc, 0).length).toBeLessThan(200)
})

test('previews', () => {
  const doc = indexJson('{"From":"+1415","n":[1],"o":{"a":1},"e":{},"f":[],"t":true}')
  expect(previewOf(doc, 0)).toBe('From: "+1415", n: […], o: {…}, e: {}, f: [], t: true')
  expect(sizeOf(rowFacts(doc, 0))).toBe('6 keys')
  expect(previewOf(indexJson(JSON.stringify(Array.from({ length: 999 }, () => 12_345))), 0)).toMatch(
    /12345, …$/,
  )
})

describe('unseen characters', () => {
  test('are named', () => {
    expect(showUnseen('+1\u200b4\u202e15\u0000\ufeff\u{e0041}\ud800')).toBe(
      '+1⟨U+200B⟩4⟨U+202E⟩15⟨U+0000⟩⟨U+FEFF⟩⟨U+E0041⟩⟨U+D800⟩',
    )
    expect(stretchesOf('a\n\u202eb').map(({ text, unseen }) => [text, unseen])).toEqual([
      ['a', false],
      ['↵', true],
      ['U+202E', true],
      ['b', false],
    ])
  })

  test.each(['👨‍👩‍👧', '❤️', '👩🏽‍💻', 'مرحبا', 'עברית', 'é', 'e\u0301', '日本語', '🏳️‍🌈'])(
    'what can be seen stays: %s',
    (text) => {
      expect(showUnseen(text)).toBe(text)
    },
  )

  test('nothing is lost or doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const starts = stretchesOf(text).map(({ at }) => at)
        expect(new Set(starts).size).toBe(starts.length)
        const seen = stretchesOf(text).filter(({ unseen }) => !unseen)
        expect(seen.every(({ text: part, at }) => text.startsWith(part, at))).toBe(true)
      }),
    )
  })
})
