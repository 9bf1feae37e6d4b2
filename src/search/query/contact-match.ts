import { caseInsensitivePattern } from '#json/find/case-fold.ts'

import type { NationalNumber } from '#search/phone/phone.ts'
import type { ContactMatch } from './predicates.ts'

/**
 * Compiles a match to a function that is called for up to a million addresses, so it allocates nothing per call.
 * Addresses are expected as Twilio stores them, with ASCII digits.
 */
export function compileContactMatch(match: ContactMatch): (address: string) => boolean {
  if ('equals' in match) return createMatcher(match.equals, true)
  if ('contains' in match) return createMatcher(match.contains, false)
  if ('endsWith' in match) {
    const { endsWith: suffixes } = match
    return (address) => suffixes.some((digits) => endsWithDigits(address, digits))
  }
  if ('numbers' in match) {
    const tests = match.numbers.map(numberMatcher)
    return (address) => tests.some((isNumber) => isNumber(address))
  }
  const { startsWith: prefixes } = match
  return (address) => prefixes.some((digits) => startsWithDigits(address, digits))
}

function createMatcher(text: string, isExact: boolean): (address: string) => boolean {
  const pattern = caseInsensitivePattern(text, isExact)
  return (address) => pattern.test(address)
}

const endsWithDigits = (address: string, digits: string): boolean => startOfSuffix(address, digits) !== null

/**
 * The index of the first of the digits in which an address's number ends; null if it ends in others. In
 * "sip:+14155550199@10.0.0.1" the number ends before the `@`.
 */
function startOfSuffix(address: string, digits: string): number | null {
  const atIndex = address.indexOf('@')
  let index = atIndex === -1 ? address.length : atIndex
  for (let digitIndex = digits.length - 1; digitIndex >= 0;) {
    if (--index < 0) return null
    const unit = address.charCodeAt(index)
    if (unit === digits.charCodeAt(digitIndex)) digitIndex--
    else if (!isSeparator(unit)) return null
  }
  return index
}

function numberMatcher({ national, callingCodes }: NationalNumber): (address: string) => boolean {
  /** The calling codes read as numbers. None starts with a zero. */
  const allowed = new Set(callingCodes.map(Number))
  return (address) => {
    let index = startOfSuffix(address, national)
    if (index === null) return false
    let callingCode = 0
    let unit = 0
    for (let place = 1; index > 0;) {
      unit = address.charCodeAt(--index)
      if (isDigit(unit)) {
        callingCode += (unit - zeroUnit) * place
        place *= 10
        if (place > maxCallingCode) return false
      } else if (!isSeparator(unit)) break
      unit = 0
    }
    return callingCode === 0 ? unit !== plusUnit : allowed.has(callingCode)
  }
}

/** Whether an address's number starts with these digits, after its scheme and plus sign. */
function startsWithDigits(address: string, digits: string): boolean {
  const atIndex = address.indexOf('@')
  const colonIndex = address.indexOf(':')
  let index = atIndex === -1 || colonIndex < atIndex ? colonIndex + 1 : 0
  if (address.charCodeAt(index) === plusUnit) index++
  for (let digitIndex = 0; digitIndex < digits.length; index++) {
    if (index === address.length) return false
    const unit = address.charCodeAt(index)
    if (unit === digits.charCodeAt(digitIndex)) digitIndex++
    else if (!isSeparator(unit)) return false
  }
  return true
}

/** With an area code, a calling code has up to five digits. */
const maxCallingCode = 100_000

const plusUnit = 0x2b
const zeroUnit = 0x30

const isDigit = (unit: number) => unit >= zeroUnit && unit <= zeroUnit + 9

/** Characters people write between digits: space, parentheses, dash, dot, slash. */
function isSeparator(unit: number): boolean {
  return (unit >= 0x2d && unit <= 0x2f) || unit === 0x20 || unit === 0x28 || unit === 0x29
}
