import { getCountries, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { expect, test } from 'vitest'

import { parseSearch } from '#search/interpret/parse-search.ts'
import { compileContactMatch } from '#search/query/contact-match.ts'

/** The example numbers of all countries, as libphonenumber knows them. */
const numbers = getCountries().flatMap(
  (country) => parsePhoneNumberFromString(examples[country], country) ?? [],
)
const addresses = [...new Set(numbers.map(({ number }) => number))]

function find(typed: string): string[] {
  const { terms } = parseSearch(typed).search
  const contactMatches = terms.map(({ predicates }) =>
    predicates.flatMap((each) => (each.on === 'contact' ? [compileContactMatch(each.match)] : [])),
  )
  return addresses.filter((address) =>
    contactMatches.every((matches) => matches.some((isMatch) => isMatch(address))),
  )
}

/**
 * Whether the text may mean this address: written in whichever country, or the last digits of the address. Without an area
 * code, a number has up to eight digits; with fewer, its groups may be two numbers.
 */
function mayMean(national: string, address: string): boolean {
  const digits = national.replaceAll(/\D/g, '')
  if (digits.length < 8 || (digits.length === 8 && address.endsWith(digits))) return true
  return getCountries().some((country) => parsePhoneNumberFromString(national, country)?.number === address)
}

/** What people write between and around the digits of a number. */
const spellings: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'without separators': (text) => text.replaceAll(/(?!^\+)[^\d]/g, ''),
  'with dots': (text) => text.replaceAll(/[ -]+/g, '.'),
  'with dashes': (text) => text.replaceAll(/[ ./]+/g, '-'),
  'with no-break spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'after a label': (text) => `Tel.: ${text}`,
  'before a label': (text) => `${text} (mobile)`,
  'in brackets': (text) => `<${text}>,`,
  'in apostrophes': (text) => `'${text}'.`,
  'in typographic quotes': (text) => `‘${text}’`,
  'in backticks': (text) => `\`${text}\``,
  'as a link': (text) => `callto:${text}`,
  'as a link with parameters': (text) => `sms:${text.replaceAll(' ', '')}?body=hello`,
  'with an extension': (text) => `${text} ext. 12`,
  'with an extension in Spanish': (text) => `${text} Anexo 12`,
  'with a short extension': (text) => `${text}x204`,
  'with a number sign': (text) => `${text} #3`,
}

const internationalSpellings = {
  ...spellings,
  'in quotes': (text: string) => `"${text}"`,
  'with an exit code': (text: string) => text.replace('+', '00 '),
  'with Nigeria’s exit code': (text: string) => text.replace('+', '009 '),
  'with a carrier’s exit code from Australia': (text: string) => text.replace('+', '1456 0011 '),
  'with a carrier’s exit code from China': (text: string) => text.replace('+', '17909-00-'),
  'after a name with a colon': (text: string) => `Direct line: ${text}`,
  'before a word': (text: string) => `${text} – mobile`,
  'before its country': (text: string) => `${text} (UK)`,
  'with a label and an exit code': (text: string) => text.replace('+', 'phone: 00'),
  'with a plus in brackets': (text: string) => text.replace(/\+\d+/, '($&)'),
  'with a blank after the plus': (text: string) => text.replace('+', '+ '),
}

test.each(Object.entries(internationalSpellings))(
  'an international number %s finds its contact only',
  (_, spell) => {
    const wrong = numbers.flatMap((number) => {
      const typed = spell(number.formatInternational())
      const found = find(typed)
      return found.length === 1 && found[0] === number.number ? [] : [`${typed}: ${found.join(' ')}`]
    })
    expect(wrong).toEqual([])
  },
)

/** Codes that hide or show the caller's number, by calling code. */
const callerIdCodes: Record<string, readonly string[]> = {
  33: ['3651 '],
  44: ['141 ', '1470 '],
  61: ['1831 ', '1832'],
  64: ['0197 '],
  81: ['184-', '186 '],
  86: ['17909 '],
  353: ['141 '],
}

test('a national number after a code that hides the caller, or a carrier’s, finds its contact only', () => {
  const wrong = numbers.flatMap((number) =>
    (callerIdCodes[number.countryCallingCode] ?? []).flatMap((code) => {
      const found = find(code + number.formatNational())
      return found.length === 1 && found[0] === number.number
        ? []
        : [`${code}${number.formatNational()}: ${found.join(' ')}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('a tel: link finds its contact only', () => {
  for (const number of numbers) {
    expect(find(number.format('RFC3966'))).toEqual([number.number])
    expect(find(`${number.format('RFC3966')};ext=204`)).toEqual([number.number])
  }
})

/** With these, a number of fewer digits may be something else: "10042 x2". */
const minDigitsBySpelling: Record<string, number> = { 'with a short extension': 7, 'with a number sign': 7 }

const nationalSpellings = {
  ...spellings,
  'with North America’s exit code': (_: string, number: PhoneNumber) =>
    number.formatInternational().replace('+', '011 '),
}

test.each(Object.entries(nationalSpellings))(
  'a national number %s finds its contact, and others only if it may mean them',
  (name, spell) => {
    const wrong = numbers.flatMap((number) => {
      if (number.nationalNumber.length < (minDigitsBySpelling[name] ?? 0)) return []
      const national = number.formatNational()
      const typed = spell(national, number)
      const found = find(typed)
      const strangers = found.filter((address) => !mayMean(national, address))
      return found.includes(number.number) && strangers.length === 0
        ? []
        : [`${typed}: ${number.number}, ${found.join(' ')}`]
    })
    expect(wrong).toEqual([])
  },
)
