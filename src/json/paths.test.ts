import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseJsonPath, printJsonPath } from './paths.ts'

const step = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Half a surrogate pair can be a key: JSON's escapes allow it.
  fc.constantFrom('\ud800', '\udc00a', "it's", 'a\\', '', '0', '__proto__', 'é', '\u202e', '\n', '*', "']['"),
  fc.nat(),
)

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.array(step), (path) => {
      expect(parseJsonPath(printJsonPath(path))).toEqual(path)
    }),
    { numRuns: 2000 },
  )
})

test('what is printed stays on its line and shows what it holds', () => {
  fc.assert(
    fc.property(fc.array(step), (path) => {
      expect(printJsonPath(path)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('prints names after a dot, and brackets the rest', () => {
  expect(printJsonPath([])).toBe('$')
  expect(printJsonPath(['widgets', 'ask', 'inbound', 'Body'])).toBe('$.widgets.ask.inbound.Body')
  expect(printJsonPath(['a', 0, 'my name', '0', "it's"])).toBe(String.raw`$.a[0]['my name']['0']['it\'s']`)
})

test('reads other spellings of the same path', () => {
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
])('no path to one node: %s', (text) => {
  expect(parseJsonPath(text)).toBeNull()
})
