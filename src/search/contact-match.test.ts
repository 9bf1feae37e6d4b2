import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compileContact } from './contact-match.ts'

const digits = fc.string({ unit: fc.constantFrom('0', '1', '2'), minLength: 1, maxLength: 4 })
const address = fc
  .tuple(
    fc.constantFrom('', '+', 'whatsapp:+', 'sip:', 'client:a'),
    fc.string({ unit: fc.constantFrom('0', '1', '2', ' ', '-', '.', '(', ')', 'x'), maxLength: 8 }),
    fc.constantFrom('', '@10.0.0.1', '@a.example:5060'),
  )
  .map((parts) => parts.join(''))

/** The user part without its separators, which is where a number stands. */
const plain = (text: string) => text.replace(/@.*/, '').replaceAll(/[ ().-]/g, '')

test('numbers are compared without what is written between their digits', () => {
  fc.assert(
    fc.property(address, fc.array(digits, { minLength: 1, maxLength: 3 }), (text, some) => {
      const number = plain(text)
      expect(compileContact({ digits: some })(text)).toBe(some.some((each) => number.endsWith(each)))
      const fromCountry = number.replace(/^[a-z]*:/, '').replace(/^\+/, '')
      expect(compileContact({ number: some })(text)).toBe(some.some((each) => fromCountry.startsWith(each)))
    }),
    { numRuns: 2000 },
  )
})

test('addresses are compared in upper and lower case', () => {
  expect(compileContact({ is: 'client:Anna' })('CLIENT:anna')).toBe(true)
  expect(compileContact({ is: 'client:Anna' })('client:annabel')).toBe(false)
  expect(compileContact({ holds: 'ANNA' })('client:annabel')).toBe(true)
  expect(compileContact({ holds: '.*' })('client:anna')).toBe(false)
})
