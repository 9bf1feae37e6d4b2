import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, test } from 'vitest'

import { phoneSeparators } from './phone-separators.ts'

/** The address with its separators inserted. */
function withSeparators(address: string): string {
  let from = 0
  const parts = phoneSeparators(address).map(({ index, separator }) => {
    const part = address.slice(from, index) + separator
    from = index
    return part
  })
  return parts.join('') + address.slice(from)
}

describe('a number is written as its country writes it', () => {
  test.each([
    ['+447700900123', '+44 7700 900123'],
    ['+14155550199', '+1 415 555 0199'],
    ['whatsapp:+447700900123', 'whatsapp:+44 7700 900123'],
    ['+5491155550123', '+54 9 11 5555 0123'],
    ['+390655501234', '+39 06 5550 1234'],
  ])('%s: %s', (address, expected) => {
    expect(withSeparators(address)).toBe(expected)
  })

  test('in all countries', () => {
    for (const country of getCountries()) {
      const number = parsePhoneNumberFromString(examples[country], country)
      expect(number && withSeparators(number.number)).toBe(number?.formatInternational())
    }
  })
})

test.each([
  '+99912345678',
  '4155550199',
  '+1 415 555 0199',
  'client:anna',
  'sip:+14155550199@example.com',
  '+14155550199x',
  '',
  '+',
])('%s stays as it is', (address) => {
  expect(phoneSeparators(address)).toEqual([])
})
