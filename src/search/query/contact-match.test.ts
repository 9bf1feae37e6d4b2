import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compileContactMatch } from './contact-match.ts'

const digits = fc.string({ unit: fc.constantFrom('0', '1', '2'), minLength: 1, maxLength: 4 })
const address = fc
  .tuple(
    fc.constantFrom('', '+', 'whatsapp:+', 'sip:', 'client:a'),
    fc.string({ unit: fc.constantFrom('0', '1', '2', ' ', '-', '.', '(', ')', 'x'), maxLength: 8 }),
    fc.constantFrom('', '@10.0.0.1', '@a.example:5060'),
  )
  .map((parts) => parts.join(''))

/** The part before the `@`, without separators. */
const withoutSeparators = (text: string) => text.replace(/@.*/, '').replaceAll(/[ ().-]/g, '')

test('separators between digits are ignored', () => {
  fc.assert(
    fc.property(address, fc.array(digits, { minLength: 1, maxLength: 3 }), (text, candidates) => {
      const number = withoutSeparators(text)
      expect(compileContactMatch({ endsWith: candidates })(text)).toBe(
        candidates.some((each) => number.endsWith(each)),
      )
      const fromCountry = number.replace(/^[a-z]*:/, '').replace(/^\+/, '')
      expect(compileContactMatch({ startsWith: candidates })(text)).toBe(
        candidates.some((each) => fromCountry.startsWith(each)),
      )
    }),
    { numRuns: 2000 },
  )
})

test('a whole number has one of its calling codes before it, or is written without plus and code', () => {
  const callingCodes = fc.uniqueArray(fc.constantFrom('1', '2', '12', '212'), { minLength: 1 })
  fc.assert(
    fc.property(address, digits, callingCodes, (text, national, codes) => {
      const number = withoutSeparators(text).replace(/^.*?(?=\+?[0-9]*$)/, '')
      const isWhole = codes.some((code) => number.replace('+', '') === code + national) || number === national
      // A code has no leading zero.
      fc.pre(!/^\+?0/.test(number))
      expect(compileContactMatch({ numbers: [{ national, callingCodes: codes }] })(text)).toBe(isWhole)
    }),
    { numRuns: 2000 },
  )
})

test('case is ignored', () => {
  expect(compileContactMatch({ equals: 'client:Anna' })('CLIENT:anna')).toBe(true)
  expect(compileContactMatch({ equals: 'client:Anna' })('client:annabel')).toBe(false)
  expect(compileContactMatch({ contains: 'ANNA' })('client:annabel')).toBe(true)
  expect(compileContactMatch({ contains: '.*' })('client:anna')).toBe(false)
})
