import fc from 'fast-check'
import { expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'

import { maskJson, maskText } from './mask.ts'

const hideNumber = (text: string) => text.replace('+14155550142', '•')

test.each([
  ['{"n":"+14155550142","m":4155550142}', '{"n":"+1••••••••42","m":"41••••••42"}'],
  [String.raw`["\u002b1\u0034155550142","a\u00e9"]`, String.raw`["+1••••••••42","a\u00e9"]`],
  [
    String.raw`{ "body": "{\"from\":\"+14155550142\"}" }`,
    String.raw`{ "body": "{\"from\":\"+1••••••••42\"}" }`,
  ],
  ['{"a":"+14155550142\t","b":"ada@example.com"}', '{"a":"+1••••••••42\t","b":"a••@example.com"}'],
  [String.raw`["\x +14155550142"`, String.raw`["\x +1••••••••42"`],
  ['{"+14155550142":1.50,"t":1732600000000}', '{"+1••••••••42":1.50,"t":1732600000000}'],
])('%s', (json, masked) => {
  expect(maskJson(json)).toBe(masked)
})

test('a string of 20 MB is masked, and one of escapes alone', () => {
  for (const part of ['x', String.raw`\"`]) {
    const long = part.repeat(20_000_000 / part.length)
    expect(maskJson(`["${long}+14155550142"]`, hideNumber)).toBe(`["${long}•"]`)
  }
})

test('the structure stays, and each text is masked as maskText does', () => {
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') return maskText(value)
    if (typeof value === 'number') {
      const text = JSON.stringify(value)
      return maskText(text) === text ? value : maskText(text)
    }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(masked)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [maskText(key), masked(each)]))
  }
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      expect(JSON.parse(maskJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(masked(value))))
    }),
  )
  fc.assert(
    fc.property(jsonText, (text) => {
      expect(() => JSON.parse(maskJson(text))).not.toThrow()
    }),
  )
})
