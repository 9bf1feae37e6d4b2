import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'

import { toSingleLine } from './to-single-line.ts'

test('removes the line breaks between tokens, and nothing else', () => {
  const text = '{\r\n  "a": [\n    1.0,\n    "x\\n\\"\\\\"\n  ],\r"b" : {}}'
  expect(toSingleLine(text)).toBe('{  "a": [    1.0,    "x\\n\\"\\\\"  ],"b" : {}}')
})

test('any JSON keeps all other characters', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const line = toSingleLine(text)
      expect(line).not.toMatch(/[\r\n]/)
      // In valid JSON, line breaks are only between tokens.
      expect(line).toBe(text.replaceAll(/[\r\n]/g, ''))
    }),
  )
})

test('an invalid line break in a string becomes an escape', () => {
  expect(toSingleLine('{"a":"one\ntwo\r",\n"b":"\\"\n"}')).toBe('{"a":"one\\ntwo\\r","b":"\\"\\n"}')
})

test('a text on one line stays unchanged', () => {
  expect(toSingleLine('{"a": "\u2028"}')).toBe('{"a": "\u2028"}')
})
