import { expect, test } from 'vitest'

import { cutText } from './cut-text.ts'
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
