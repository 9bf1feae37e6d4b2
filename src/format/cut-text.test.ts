import fc from 'fast-check'
import { expect, test } from 'vitest'

import { maskText } from '#privacy/mask.ts'

import { cutBeforeMask, cutText } from './cut-text.ts'
import { jsonDisplayText } from './json-display-text.ts'

test('a text is cut between characters', () => {
  expect(cutText('👍👍', 4)).toBe('👍👍')
  expect(cutText('👍👍', 3)).toBe('👍…')
  expect(cutText('👍👍', 1)).toBe('…')
  expect(cutText('abc', 2)).toBe('ab…')
})

test('a JSON string that was cut is shown like a whole one, never with half an escape', () => {
  const json = JSON.stringify('a "quoted" 👍\nword')
  for (let length = 1; length < json.length; length++) {
    const text = jsonDisplayText(cutText(json, length))
    expect(text.endsWith('…')).toBe(true)
    expect('a "quoted" 👍\nword'.startsWith(text.slice(0, -1))).toBe(true)
  }
  expect(jsonDisplayText(String.raw`"caf\u00e`)).toBe('caf…')
  expect(jsonDisplayText('[1, 2…')).toBe('[1, 2…')
})

test.each([
  ['+14155550142', 6, ''],
  ['(415) 555-0142', 8, ''],
  ['415\u200b-555-0142', 5, ''],
  ['jane.doe@mail.example', 4, ''],
  ['jane.doe@mail.example', 11, ''],
  ['4111 1111 1111 1111', 13, ''],
  ['+14155550142', 12, '+14155550142'],
  ['answered', 3, 'ans'],
])('of %s, cut after %i characters, %j is left for the mask', (found, shown, left) => {
  const start = 'x '.repeat(50)
  expect(cutBeforeMask(`${start}${found} and more`, start.length + shown)).toBe(`${start}${left}…`)
})

test('what is left is the start of the text, and not longer than it may be', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(30), (text, max) => {
      const cut = cutBeforeMask(text, max)
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(max + 1)
    }),
  )
})

test('half a number or address never shows', () => {
  const texts = fc.constantFrom(
    '+1 (415) 555-0142',
    '4155550142',
    'jane.doe@mail.example',
    '4111 1111 1111 1111',
  )
  fc.assert(
    fc.property(texts, fc.nat(40), (found, at) => {
      const text = `see ${found}, please`
      const masked = maskText(text)
      expect(masked).toContain('•')
      const shown = maskText(cutBeforeMask(text, at)).replace(/…$/, '')
      // The mask hides more of a number at which a text was cut.
      expect(Array.from(shown).filter((char, i) => char !== '•' && char !== masked[i])).toEqual([])
    }),
  )
})
