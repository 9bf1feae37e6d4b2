import { cardNumber } from './mask-card.ts'
import { digit, letter, maskDigits, separators, visibleDigit, type MaskRule } from './mask-digits.ts'
import { maskEmails } from './mask-email.ts'
import {
  internationalNumber,
  shortNationalNumber,
  northAmericanNumber,
  numberAfterEllipsis,
  numberBeforeEllipsis,
  numberInNationalGroups,
  numberInUrl,
  numberWithAreaCode,
  numberWithCallingCode,
  numberWithLeadingZero,
  numberWithoutSeparators,
  spelledNumber,
} from './mask-phone.ts'

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const year = String.raw`(?:19|20)\d\d`
const time = String.raw`(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?`
const date = String.raw`(?=\d)(?<![${letter}\p{N}•]|\d[-/.])(?:${year}(?<a>[-/.])(?:0?[1-9]|1[0-2])\k<a>${day}|${day}(?<b>[-/.])${day}\k<b>${year})(?![\p{N}•]|[-/.]\d)${time}`
const uuid = String.raw`[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}`

/** Dates and UUIDs: their digits may look like a phone number. */
const notNumbers = new RegExp(`${date}|${uuid}`, 'gu')

const url = /[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s"'<>\\]+/g

/** In this order: the first rule that matches masks the number, and the next ones see the mask. */
const rules: readonly MaskRule[] = [
  internationalNumber,
  northAmericanNumber,
  numberWithLeadingZero,
  cardNumber,
  numberWithAreaCode,
  numberWithCallingCode,
  numberInNationalGroups,
  numberWithoutSeparators,
  shortNationalNumber,
  spelledNumber,
  numberAfterEllipsis,
  numberBeforeEllipsis,
]

/**
 * Replaces the middle of phone numbers, the names in e-mail addresses and all but the last four digits of payment cards
 * with bullets. Keeps the length in UTF-16 units, so that indexes stay valid. Idempotent. Does not mask SIDs, UUIDs, dates,
 * Unix times and counts. In doubt, it masks: an unmasked customer's number is worse than a masked order number.
 */
export function maskText(text: string): string {
  const withoutEmails = maskEmails(text)
  return replaceMatches(
    withoutEmails,
    url,
    (before) => maskNumbers(before),
    (found) => applyRules(found, [internationalNumber, numberInUrl]),
  )
}

/** Five or more digits, as people write part of a number: "555 0199". */
const partOfNumber = new RegExp(
  String.raw`(?<![${letter}\p{N}•])${visibleDigit}(?:(?:[ \u3000()\uff08\uff09\-\u2010-\u2015\u30fc\uff0d]{0,2}|\.)${visibleDigit}){4,}`,
  'gu',
)

/**
 * Masks what a user typed to search, as `maskText` does, and parts of numbers of five or more digits: in a search they
 * are most often the end of a phone number. Keeps the length, idempotent, leaves SIDs and dates.
 */
export function maskTypedText(text: string): string {
  return replaceMatches(maskText(text), notNumbers, maskParts, (other) => other)
}

function maskParts(text: string): string {
  return text.replace(partOfNumber, (found, index: number) =>
    /[\p{Script=Latin}•]/u.test(text[index + found.length] ?? '') ? found : maskDigits(found, 0, 2),
  )
}

/**
 * Masks the strings, keys and numbers of a JSON text as `maskText` does, or with another mask. The result is JSON: a masked
 * number becomes a string.
 */
export function maskJson(json: string, mask: (text: string) => string = maskText): string {
  const tokenStart = /"|-?\d[\d.eE+-]*/g
  let result = ''
  let from = 0
  for (let match = tokenStart.exec(json); match !== null; match = tokenStart.exec(json)) {
    const end = match[0] === '"' ? endOfString(json, match.index) : tokenStart.lastIndex
    result += json.slice(from, match.index) + maskToken(json.slice(match.index, end), mask)
    from = end
    tokenStart.lastIndex = end
  }
  return result + json.slice(from)
}

/** By hand: a pattern for strings overflows the stack in one of many megabytes. */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (json[quote - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
  return json.length
}

function maskToken(source: string, mask: (text: string) => string): string {
  const text = source.startsWith('"') ? decodeString(source) : source
  // What is no JSON stays none.
  if (text === null) return mask(source)
  const masked = mask(text)
  return masked === text ? source : JSON.stringify(masked)
}

/** A JSON string's text; null for one with a broken escape or a control character, as scanners let through. */
function decodeString(source: string): string | null {
  try {
    return String(JSON.parse(source))
  } catch {
    return null
  }
}

/** A quick search for candidates: five or more digits, close together. Only these are checked with the slower patterns. */
const digitRun = new RegExp(String.raw`${digit}(?:${separators.replace('{1,3}', '{0,3}')}${digit}){4,}`, 'g')

/** How much text on either side of a candidate is checked, in UTF-16 units: an encoded plus, the rest of a UUID. */
const contextLength = 40

function maskNumbers(text: string): string {
  let masked = ''
  let from = 0
  for (const { 0: found, index } of text.matchAll(digitRun)) {
    const end = index + found.length
    if (isClearlyNoNumber(text, index, end)) continue
    const contextStart = Math.max(0, index - contextLength)
    const context = text.slice(contextStart, end + contextLength)
    const maskedContext = replaceMatches(
      context,
      notNumbers,
      (before) => applyRules(before, rules),
      (other) => other,
    )
    masked += text.slice(from, index) + maskedContext.slice(index - contextStart, end - contextStart)
    from = end
  }
  return masked + text.slice(from)
}

/** The most frequent cases that are not phone numbers: dates, digits at the end of a word, and too few digits. */
function isClearlyNoNumber(text: string, index: number, end: number): boolean {
  const found = text.slice(index, end)
  if (/^20\d\d-\d\d-\d\d$/.test(found)) return true
  if (!/^\d+$/.test(found)) return false
  const before = text.slice(Math.max(0, index - 2), index)
  if (/[A-Za-z]$/.test(before)) return !/^\\|[Bb]$/.test(before)
  return found.length < 9 && !/[+\uff0b…Bb]$/.test(before) && text[end] !== '…'
}

/** Applies `replacement` to the matches and `mapBetween` to the text before, between and after them. */
function replaceMatches(
  text: string,
  pattern: RegExp,
  mapBetween: (text: string) => string,
  replacement: (text: string) => string,
): string {
  let result = ''
  let from = 0
  for (const { 0: match, index } of text.matchAll(pattern)) {
    result += mapBetween(text.slice(from, index)) + replacement(match)
    from = index + match.length
  }
  return result + mapBetween(text.slice(from))
}

function applyRules(text: string, selected: readonly MaskRule[]): string {
  return selected.reduce((masked, { pattern, mask }) => masked.replace(pattern, mask), text)
}
