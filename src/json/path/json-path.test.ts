import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseJsonPath, formatJsonPath } from './json-path.ts'

const step = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Half a surrogate pair can be a key: JSON's escapes allow it.
  fc.constantFrom('\ud800', '\udc00a', "it's", 'a\\', '', '0', '__proto__', 'é', '\u202e', '\n', '*', "']['"),
  fc.nat(),
)

test('parseJsonPath reads back every formatted path', () => {
  fc.assert(
    fc.property(fc.array(step), (path) => {
      expect(parseJsonPath(formatJsonPath(path))).toEqual(path)
    }),
    { numRuns: 2000 },
  )
})

test('a formatted path has no line breaks and no invisible characters', () => {
  fc.assert(
    fc.property(fc.array(step), (path) => {
      expect(formatJsonPath(path)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('formats simple names after a dot, all others in brackets', () => {
  expect(formatJsonPath([])).toBe('$')
  expect(formatJsonPath(['widgets', 'ask', 'inbound', 'Body'])).toBe('$.widgets.ask.inbound.Body')
  expect(formatJsonPath(['a', 0, 'my name', '0', "it's"])).toBe(String.raw`$.a[0]['my name']['0']['it\'s']`)
})

test('parses other spellings of a path', () => {
  expect(parseJsonPath(String.raw`$["my name"]["\u0041\n"]`)).toEqual(['my name', 'A\n'])
  expect(parseJsonPath('$.größe')).toEqual(['größe'])
})

test.each([
  '',
  'a',
  '$.',
  '$..a',
  '$[*]',
  '$.*',
  '$[-1]',
  '$[01]',
  "$['a]",
  "$['a'",
  '$ .a',
  String.raw`$['\x']`,
  '$[99999999999999999999]',
])('returns null for a text that is no path to one node: %s', (text) => {
  expect(parseJsonPath(text)).toBeNull()
})
