import { normalizeDigits } from './normalize-text.ts'

/** What a typed phone number matches. */
export type PhoneQuery = {
  /** The typed text in ASCII digits, without invisible characters. */
  readonly normalized: string
  /** Digits the number starts with, country code first; more than one when a number has alternate forms. */
  readonly prefixes: readonly string[]
  /** Digits the number ends in: a whole national number, or its last digits. */
  readonly suffixes: readonly string[]
  /** False when the text may also be something else, such as an order number. */
  readonly unambiguous: boolean
}

/** Digits and separators; a plus only at the start. */
const phoneChars = /^[([]?\+?[\d\s().[\]/·\-\u2010-\u2015\u2212]*$/
const dateOrDecimal = /^(?:\d{4}-\d{2}-\d{2}|\d{1,3}(?:\.\d{1,3}){3}|\d+\.\d{1,2})$/

/** Trunk prefixes other than a single zero. With the number's length, each identifies its country. */
const trunkPrefixes = [
  // Russia, Kazakhstan
  { pattern: /^8(\d{10})$/, country: '7' },
  // Lithuania
  { pattern: /^8(\d{8})$/, country: '370' },
  // Hungary
  { pattern: /^06(\d{8,9})$/, country: '36' },
]

/** International prefixes other than 00. The lengths exclude national numbers that start with the same digits. */
const intlPrefixes = [
  // Australia
  /^0011([1-9]\d{7,})$/,
  // North America
  /^011([1-9]\d{9,})$/,
  // Japan
  /^010([1-9]\d{9,})$/,
  // Russia
  /^810([1-9]\d{9,})$/,
]

/** Mobile numbers with an optional digit: Mexico, Argentina (WhatsApp includes it), Brazil (old numbers lack it). */
const alternateForms = [
  { long: /^521(\d{10})$/, short: /^52(\d{10})$/, before: '521', after: '52' },
  { long: /^549(\d{10})$/, short: /^54(\d{10})$/, before: '549', after: '54' },
  { long: /^55(\d{2})9(\d{8})$/, short: /^55(\d{2})([6-9]\d{7})$/, before: '55$19$2', after: '55$1$2' },
]

/** Parses a phone number of 4 to 15 digits in any notation; null for anything else, including dates and decimals. */
export function parsePhone(text: string): PhoneQuery | null {
  const ascii = normalizeDigits(text)
  const telUri = /^tel:([^;]*)/i.exec(ascii)
  const normalized = (telUri?.[1] ?? ascii).trim()
  if (!phoneChars.test(normalized) || dateOrDecimal.test(normalized)) return null
  const digits = onlyDigits(normalized)
  const international = internationalDigits(normalized)
  const digitCount = (international ?? digits).length
  if (digitCount < 4 || digitCount > 15) return null
  const hasPhoneSyntax = telUri !== null || /[+(]/.test(normalized)
  return {
    normalized,
    prefixes:
      international === null ? nationalPrefixes(digits) : internationalPrefixes(normalized, international),
    suffixes: international === null ? nationalSuffixes(digits) : [],
    unambiguous: (hasPhoneSyntax && digits.length >= 7) || normalized.includes('+'),
  }
}

const onlyDigits = (text: string) => text.replaceAll(/\D/g, '')

/** The digits after `+` or `00`, country code first; null for a number without a country code. */
function internationalDigits(normalized: string): string | null {
  const digits = onlyDigits(normalized)
  if (normalized.includes('+')) return digits.replace(/^00/, '')
  return /^00(?!11)[1-9]\d{6,}$/.test(digits) ? digits.slice(2) : null
}

/** People often write the national zero after the country code: "+44 (0)20", "+44 020". In Italy the zero is part of the number. */
function internationalPrefixes(normalized: string, digits: string): string[] {
  const callingCode = /^\D*(?:00)?([1-9]\d{0,2})\D+0\)?/.exec(normalized)?.[1]
  const all = [digits]
  if (callingCode !== undefined && digits.startsWith(`${callingCode}0`)) {
    all.push(callingCode + digits.slice(callingCode.length + 1))
  }
  return unique(all.flatMap((each) => [each, ...alternateFormsOf(each)]))
}

function nationalPrefixes(digits: string): string[] {
  const domestic = trunkPrefixes.flatMap(({ pattern, country }) => {
    const rest = pattern.exec(digits)?.[1]
    return rest === undefined ? [] : [country + rest]
  })
  const international = intlPrefixes.flatMap((pattern) => pattern.exec(digits)?.[1] ?? [])
  return [...domestic, ...international]
}

/** The number as typed, and without its leading zero, which is not dialled after a country code. Short numbers keep the zero. */
function nationalSuffixes(digits: string): string[] {
  return /^0[1-9]\d{6,}$/.test(digits) ? [digits, digits.slice(1)] : [digits]
}

function alternateFormsOf(digits: string): string[] {
  return alternateForms.flatMap(({ long, short, before, after }) =>
    long.test(digits)
      ? [toAlternateForm(digits, long, after)]
      : short.test(digits)
        ? [toAlternateForm(digits, short, before)]
        : [],
  )
}

function toAlternateForm(digits: string, pattern: RegExp, to: string): string {
  return digits.replace(pattern, to.includes('$') ? to : `${to}$1`)
}

const unique = (texts: readonly string[]) => [...new Set(texts)]
