import { expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import { ParsedText } from '#json/worker/parsed-text.ts'

import { textAtPath } from './use-matched-text.ts'

const text = '{"trigger":{"message":{"Body":"Where is it?","NumMedia":0,"To":""}},"list":["a"]}'
const context = new ParsedText(text, indexJson(text))

test.each([
  [['trigger', 'message', 'Body'], 'Where is it?'],
  [['list', 0], 'a'],
  [['trigger', 'message', 'NumMedia'], null],
  [['trigger', 'message', 'To'], null],
  [['trigger', 'message'], null],
  [['trigger', 'call', 'From'], null],
])('the text at %j is %j', (path, expected) => {
  expect(textAtPath(context, path)).toBe(expected)
})

test('there is no text before the context has loaded', () => {
  expect(textAtPath(null, ['trigger'])).toBeNull()
})
