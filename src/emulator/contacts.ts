import type { Language } from './phrases.ts'
import { mix } from './random.ts'

/** Someone who writes or calls. The same number always speaks the same language and lives in the same place. */
export type Contact = {
  /** E.164, e.g. +14155550123. */
  number: string
  country: string
  city: string
  state: string
  zip: string
  language: Language
}

/** US area codes and a place each is used in: code, city, state, zip. */
const areas = [
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

/** Who speaks what where; a language named twice is twice as frequent. */
const spoken = {
  US: ['en', 'en', 'en', 'en', 'en', 'en', 'es', 'es', 'es', 'ja', 'hi'],
  GB: ['en', 'en', 'en', 'en', 'hi', 'ar', 'el'],
  FR: ['fr', 'fr', 'fr', 'ar'],
  IE: ['en', 'en', 'en', 'el'],
} as const satisfies Record<string, readonly Language[]>

type Country = keyof typeof spoken

/**
 * The n-th contact. Every number is from a range set aside for fiction: NANP 555-0101 to 0199 (0100 is the company's
 * own), Ofcom's 07700 900xxx, ARCEP's 06 39 98 xx xx, ComReg's 020 91x xxxx.
 */
export function contactAt(n: number): Contact {
  const h = mix(n, 0xc0)
  const kind = n % 10
  if (kind < 6) return american(h)
  if (kind < 8) return european('GB', `+447700900${padded(h % 1000, 3)}`)
  if (kind === 8) return european('FR', `+33639980${padded(h % 1000, 3)}`)
  return european('IE', `+35320910${padded(h % 10_000, 4)}`)
}

function american(h: number): Contact {
  const [code, city, state, zip] = areas[h % areas.length] ?? areas[0]
  const number = `+1${code}55501${padded(1 + ((h >>> 8) % 99), 2)}`
  return { number, country: 'US', city, state, zip, language: languageOf('US', number) }
}

function european(country: Country, number: string): Contact {
  return { number, country, city: '', state: '', zip: '', language: languageOf(country, number) }
}

function languageOf(country: Country, number: string): Language {
  const languages = spoken[country]
  return languages[mix(Number(number.slice(-7)), Number(number.slice(1, 5))) % languages.length] ?? 'en'
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
