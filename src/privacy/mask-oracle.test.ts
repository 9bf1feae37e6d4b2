import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { expect, test } from 'vitest'

import { maskText } from './mask.ts'

/** Fewer digits are more often a count or an order number than a whole phone number. */
const minDigits = 9
/** Such digits are more often a count or a Unix time than a number of Egypt, Korea or Malaysia without its zero. */
const isLikelyCount = (text: string) => /^1\d{8,9}$/.test(text)

test('the example numbers of all countries are masked in each spelling', () => {
  const spellings = getCountries()
    .flatMap((country) => parsePhoneNumberFromString(examples[country], country) ?? [])
    .flatMap((number) => [
      number.number,
      number.number.slice(1),
      number.nationalNumber,
      number.formatInternational(),
      number.formatInternational().slice(1),
      number.formatNational(),
    ])
    .filter((text) => text.replaceAll(/\D/g, '').length >= minDigits && !isLikelyCount(text))
  expect(spellings.length).toBeGreaterThan(1000)
  expect(spellings.filter((text) => maskText(text) === text)).toEqual([])
})
