import type { Language } from './phrases.ts'
import { hash32 } from './random.ts'

/** A person who writes or calls. The number determines the language and the place. */
export type Contact = {
  /** E.164, e.g. +14155550123. */
  number: string
  country: string
  city: string
  state: string
  zip: string
  language: Language
}

/** US area codes, each with a place: code, city, state, zip. */
const areaCodes = [
  ['415', 'SAN FRANCISCO', 'CA', '94105'],
  ['212', 'NEW YORK', 'NY', '10001'],
  ['312', 'CHICAGO', 'IL', '60601'],
  ['617', 'BOSTON', 'MA', '02108'],
  ['206', 'SEATTLE', 'WA', '98101'],
  ['305', 'MIAMI', 'FL', '33101'],
  ['713', 'HOUSTON', 'TX', '77002'],
  ['602', 'PHOENIX', 'AZ', '85004'],
  ['303', 'DENVER', 'CO', '80202'],
  ['404', 'ATLANTA', 'GA', '30303'],
  ['503', 'PORTLAND', 'OR', '97204'],
  ['702', 'LAS VEGAS', 'NV', '89101'],
  ['215', 'PHILADELPHIA', 'PA', '19102'],
  ['619', 'SAN DIEGO', 'CA', '92101'],
  ['512', 'AUSTIN', 'TX', '78701'],
  ['504', 'NEW ORLEANS', 'LA', '70112'],
  ['313', 'DETROIT', 'MI', '48226'],
  ['612', 'MINNEAPOLIS', 'MN', '55401'],
  ['808', 'HONOLULU', 'HI', '96813'],
  ['787', 'SAN JUAN', 'PR', '00901'],
] as const

/** The languages of each country; one that is listed twice is twice as frequent. */
const languagesByCountry = {
  US: ['en', 'en', 'en', 'en', 'en', 'en', 'es', 'es', 'es', 'ja', 'hi'],
  GB: ['en', 'en', 'en', 'en', 'hi', 'ar', 'el'],
  FR: ['fr', 'fr', 'fr', 'ar'],
  IE: ['en', 'en', 'en', 'el'],
} as const satisfies Record<string, readonly Language[]>

type Country = keyof typeof languagesByCountry

/**
 * The contact at an index. Every number is from a range reserved for fiction: NANP 555-0101 to 0199 (0100 is the company's
 * own), Ofcom's 07700 900xxx, ARCEP's 06 39 98 xx xx, ComReg's 020 91x xxxx.
 */
export function contactAt(index: number): Contact {
  const hash = hash32(index, 0xc0)
  const kind = index % 10
  if (kind < 6) return northAmericanContact(hash)
  if (kind < 8) return europeanContact('GB', `+447700900${padDigits(hash % 1000, 3)}`)
  if (kind === 8) return europeanContact('FR', `+33639980${padDigits(hash % 1000, 3)}`)
  return europeanContact('IE', `+35320910${padDigits(hash % 10_000, 4)}`)
}

function northAmericanContact(hash: number): Contact {
  const [code, city, state, zip] = areaCodes[hash % areaCodes.length] ?? areaCodes[0]
  const number = `+1${code}55501${padDigits(1 + ((hash >>> 8) % 99), 2)}`
  return { number, country: 'US', city, state, zip, language: languageOf('US', number) }
}

function europeanContact(country: Country, number: string): Contact {
  return { number, country, city: '', state: '', zip: '', language: languageOf(country, number) }
}

function languageOf(country: Country, number: string): Language {
  const languages = languagesByCountry[country]
  return languages[hash32(Number(number.slice(-7)), Number(number.slice(1, 5))) % languages.length] ?? 'en'
}

function padDigits(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
