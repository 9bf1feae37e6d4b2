import { dialledWithPrefix } from './dialling-prefixes.ts'
import {
  alternateForm,
  dialledInland,
  dialledWithCallingCode,
  maxDigits,
  type WholeNumber,
} from './numbering-plans.ts'
import { unwrapPhone } from './phone-text.ts'

/** What a typed phone number matches. */
export type PhoneQuery = {
  /** The number as typed, in ASCII digits, without invisible characters and without what is written around it. */
  readonly normalized: string
  /** The digits of its extension, which are not searched; null without one. */
  readonly extension: string | null
  /** Digits the number starts with, country code first; more than one when a number has alternate forms. */
  readonly prefixes: readonly string[]
  /** The whole numbers that it may be, each with the calling codes of the countries where it is one. */
  readonly numbers: readonly NationalNumber[]
  /** Its last digits, if it may be the end of a longer number. */
  readonly suffixes: readonly string[]
  /** False when the text may also be something else, such as an order number. */
  readonly unambiguous: boolean
}

/** A national number without its trunk prefix, and the calling codes of the countries where it may be one. Digits only. */
export type NationalNumber = { readonly national: string; readonly callingCodes: readonly string[] }

const dateOrDecimal =
  /^(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d+\.\d{1,2}|(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d{2})$/
/** "1.234.567,00": the comma is no pause before an extension. */
const amount = /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/
/** "10042,10043": two order numbers. */
const shortNumbers = /^\d{1,6}[,;]\d{1,6}$/
/** An address with fewer than eight digits; "70.12.34.56" may be both. */
const ipAddress = /^(?!(?:\.?\d){8})\d{1,3}(?:\.\d{1,3}){3}$/

/** Brackets around all digits may stand around an order number. */
const areaCodeInBrackets = /\(.*\)\D*\d/

/** Max digits of a number without its area code. More digits are a whole number. */
const maxLocalLength = 8
/** Fewer digits may be the last ones of a number, but no whole one with a trunk prefix. */
const minWholeLength = 7

/** Max texts whose result is kept: one search asks several times about each of its words. */
const maxCached = 64
const cache = new Map<string, PhoneQuery | null>()

/** Parses a phone number of 4 to 15 digits in any notation; null for anything else, including dates and decimals. */
export function parsePhone(text: string): PhoneQuery | null {
  const cached = cache.get(text)
  if (cached !== undefined) return cached
  if (cache.size === maxCached) cache.clear()
  const phone = parseNumber(text)
  cache.set(text, phone)
  return phone
}

function parseNumber(text: string): PhoneQuery | null {
  const phone = unwrapPhone(text)
  if (
    phone === null ||
    amount.test(text.trim()) ||
    shortNumbers.test(text.trim()) ||
    dateOrDecimal.test(phone.number) ||
    ipAddress.test(phone.number)
  )
    return null
  const { number: normalized, extension, isLabelled } = phone
  // The plus is part of a number; one in the middle is not.
  if (!/^[^\d]*\d[^+]*$/.test(normalized)) return null
  const digits = normalized.replaceAll(/\D/g, '')
  const isInternational = normalized.includes('+')
  const isLocal = digits.length <= maxLocalLength
  // The last digits include the same number with a calling code.
  const numbers =
    isInternational || digits.length < minWholeLength
      ? []
      : numbersOf(normalized, digits).filter(({ national }) => !isLocal || national !== digits)
  const prefixes = isInternational ? prefixesOf(normalized, digits.replace(/^00/, '')) : []
  if (digits.length < 4 || (prefixes.length === 0 && numbers.length === 0 && digits.length > maxDigits))
    return null
  return {
    normalized,
    extension,
    prefixes,
    numbers,
    suffixes: isInternational || (!isLocal && numbers.length > 0) ? [] : [digits],
    unambiguous:
      ((isLabelled || areaCodeInBrackets.test(normalized)) && digits.length >= 7) || isInternational,
  }
}

/** The digits of a number with a plus. People often write the trunk prefix after the country code: "+44 (0)20", "+44 020". */
function prefixesOf(normalized: string, digits: string): string[] {
  // A number that is not complete has no national form yet.
  const callingCode = /^\D*([1-9]\d{0,2})\D+0\)?/.exec(normalized)?.[1]
  const withoutZero =
    callingCode !== undefined && digits.startsWith(`${callingCode}0`)
      ? [callingCode + digits.slice(callingCode.length + 1)]
      : []
  const whole = dialledWithCallingCode(digits).map((each) => each.callingCode + each.national)
  const all = [digits, ...withoutZero, ...whole]
  return unique(all.flatMap((each) => [each, alternateForm(each) ?? each])).filter(
    ({ length }) => length <= maxDigits,
  )
}

/** The whole numbers that a number without a plus may be. No country's own numbers start with 00. */
function numbersOf(normalized: string, digits: string): NationalNumber[] {
  const numbers = [
    ...dialledWithPrefix(normalized),
    ...(digits.startsWith('00') || digits.length > maxDigits
      ? []
      : [...dialledInland(digits), ...dialledWithCallingCode(digits)]),
  ]
  return [...Map.groupBy(numbers, ({ national }: WholeNumber) => national)].map(([national, each]) => ({
    national,
    callingCodes: unique(each.map(({ callingCode }) => callingCode)),
  }))
}

const unique = (texts: readonly string[]) => [...new Set(texts)]
