import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** What is written between two digits of a number. `index` is that of the second one, in UTF-16 units. */
export type PhoneSeparator = { readonly index: number; readonly separator: string }

const phoneAddress = /^([a-z]+:)?(\+[1-9]\d{6,14})$/

/**
 * Where a contact's number is separated as its country writes it: "+44 7700 900123", "+82 2-312-3456". Empty for any other
 * address, and for a number of no country.
 */
export function phoneSeparators(address: string): readonly PhoneSeparator[] {
  const [, scheme = '', number = ''] = phoneAddress.exec(address) ?? []
  const formatted = number === '' ? undefined : parsePhoneNumberFromString(number)?.formatInternational()
  if (formatted === undefined || formatted.replaceAll(/[^+\d]/g, '') !== number) return []
  let index = scheme.length
  return [...formatted.matchAll(/([+\d]+)([^+\d]+)/g)].map(([, digits = '', separator = '']) => {
    index += digits.length
    return { index, separator }
  })
}
