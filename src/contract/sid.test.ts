import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSidPrefix, parseSid, resourceNames, type SidPrefix } from './sid.ts'

const prefixes = Object.keys(resourceNames).filter(isSidPrefix)
const digits = fc.stringMatching(/^[0-9a-fA-F]{32}$/)

test('parseSid accepts a prefix and 32 hexadecimal digits, unchanged, for that resource only', () => {
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), fc.constantFrom(...prefixes), digits, (prefix, other, hex) => {
      expect(parseSid(prefix, prefix + hex)).toBe(prefix + hex)
      expect(parseSid(other, prefix + hex)).toBe(other === prefix ? prefix + hex : null)
    }),
  )
})

const hex = '0123456789abcdef0123456789ABCDEF'

test.each<[SidPrefix, unknown]>([
  ['FN', `FN${hex.slice(1)}`],
  ['FN', `FN${hex}0`],
  ['FN', `fn${hex}`],
  ['FN', `FN${hex.slice(1)}g`],
  ['FN', ` FN${hex}`],
  ['FN', `FN${hex}\n`],
  ['FN', hex],
  ['FN', ''],
  ['FN', null],
  ['FN', 12],
  ['FN', [`FN${hex}`]],
])('%s: %j is not a SID', (prefix, value) => {
  expect(parseSid(prefix, value)).toBeNull()
})

test('isSidPrefix accepts the listed prefixes only', () => {
  expect(prefixes).toEqual(['AC', 'FW', 'FN', 'FC', 'FT'])
  expect(['SK', 'toString', '__proto__', '', undefined].some(isSidPrefix)).toBe(false)
})
