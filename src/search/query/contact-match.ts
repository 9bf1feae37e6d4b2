import { caseInsensitivePattern } from '#json/find/case-fold.ts'

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
  const { startsWith: prefixes } = match
  return (address) => prefixes.some((digits) => startsWithDigits(address, digits))
}

function createMatcher(text: string, whole: boolean): (address: string) => boolean {
  const pattern = caseInsensitivePattern(text, whole)
  return (address) => pattern.test(address)
}

/** Whether an address's number ends in these digits. In "sip:+14155550199@10.0.0.1" the number ends before the `@`. */
function endsWithDigits(address: string, digits: string): boolean {
  const atIndex = address.indexOf('@')
  let index = (atIndex === -1 ? address.length : atIndex) - 1
  for (let digitIndex = digits.length - 1; digitIndex >= 0; index--) {
    if (index < 0) return false
    const unit = address.charCodeAt(index)
    if (unit === digits.charCodeAt(digitIndex)) digitIndex--
    else if (!isSeparator(unit)) return false
  }
  return true
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

const plusUnit = 0x2b

/** Characters people write between digits: space, parentheses, dash, dot, slash. */
function isSeparator(unit: number): boolean {
  return (unit >= 0x2d && unit <= 0x2f) || unit === 0x20 || unit === 0x28 || unit === 0x29
}
