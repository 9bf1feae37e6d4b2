import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'

import { oneLine } from './one-line.ts'

test('takes out the line breaks between tokens, and nothing else', () => {
  const text = '{\r\n  "a": [\n    1.0,\n    "x\\n\\"\\\\"\n  ],\r"b" : {}}'
  expect(oneLine(text)).toBe('{  "a": [    1.0,    "x\\n\\"\\\\"  ],"b" : {}}')
})

test('any JSON stays what it was, to the last digit and escape', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const line = oneLine(text)
      expect(line).not.toMatch(/[\r\n]/)
      // In valid JSON, line breaks stand between tokens only.
      expect(line).toBe(text.replaceAll(/[\r\n]/g, ''))
    }),
  )
})

test('a line break that is in a string against the rules is written as an escape', () => {
  expect(oneLine('{"a":"one\ntwo\r",\n"b":"\\"\n"}')).toBe('{"a":"one\\ntwo\\r","b":"\\"\\n"}')
})

test('on one line already, it is the very same', () => {
  expect(oneLine('{"a": "\u2028"}')).toBe('{"a": "\u2028"}')
})
