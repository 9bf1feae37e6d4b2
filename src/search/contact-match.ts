import { foldedPattern } from '#json/fold.ts'

import type { ContactMatch } from './search.ts'

/**
 * The match as a function to be asked of each of a million addresses: it makes nothing anew while it compares. Addresses
 * are taken as Twilio stores them, with ASCII digits.
 */
export function compileContact(match: ContactMatch): (address: string) => boolean {
  if ('is' in match) return tester(match.is, true)
  if ('holds' in match) return tester(match.holds, false)
  if ('digits' in match) {
    const { digits } = match
    return (address) => digits.some((some) => endsIn(address, some))
  }
  const { number } = match
  return (address) => number.some((some) => startsWith(address, some))
}

function tester(text: string, whole: boolean): (address: string) => boolean {
  const pattern = foldedPattern(text, whole)
  return (address) => pattern.test(address)
}

/** Whether an address's number ends in these digits. In "sip:+14155550199@10.0.0.1" that is what stands before the `@`. */
function endsIn(address: string, digits: string): boolean {
  const at = address.indexOf('@')
  let here = (at === -1 ? address.length : at) - 1
  for (let left = digits.length - 1; left >= 0; here--) {
    if (here < 0) return false
    const unit = address.charCodeAt(here)
    if (unit === digits.charCodeAt(left)) left--
    else if (!isSeparator(unit)) return false
  }
  return true
}

/** Whether an address's number starts with these digits, after its scheme and its plus. */
function startsWith(address: string, digits: string): boolean {
  const at = address.indexOf('@')
  const colon = address.indexOf(':')
  let here = at === -1 || colon < at ? colon + 1 : 0
  if (address.charCodeAt(here) === plus) here++
  for (let read = 0; read < digits.length; here++) {
    if (here === address.length) return false
    const unit = address.charCodeAt(here)
    if (unit === digits.charCodeAt(read)) read++
    else if (!isSeparator(unit)) return false
  }
  return true
}

const plus = 0x2b

/** What people write between digits: blank, parentheses, dash, dot, slash. */
function isSeparator(unit: number): boolean {
  return (unit >= 0x2d && unit <= 0x2f) || unit === 0x20 || unit === 0x28 || unit === 0x29
}
