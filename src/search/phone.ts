import { plainSpelling } from './visible-text.ts'

/** A phone number as somebody wrote it, as far as the writing tells which number it is. */
export type Phone = {
  /** The writing, in ASCII digits and without what cannot be seen. */
  readonly spelled: string
  /** What the number starts with, from the country code on; more than one where countries write it in two ways. */
  readonly starts: readonly string[]
  /** What the number ends in: all of a national number, or its last digits. */
  readonly ends: readonly string[]
  /** False when it may just as well be an order number. */
  readonly certain: boolean
}

/** Digits, and what is written between them; a plus only before. */
const spelling = /^[([]?\+?[\d\s().[\]/·\-\u2010-\u2015\u2212]*$/
const lookalike = /^(?:\d{4}-\d{2}-\d{2}|\d{1,3}(?:\.\d{1,3}){3}|\d+\.\d{1,2})$/

/** Prefixes dialled inside a country that are not plainly a zero, and the country they give away by the number's length. */
const trunks = [
  // Russia, Kazakhstan
  { pattern: /^8(\d{10})$/, country: '7' },
  // Lithuania
  { pattern: /^8(\d{8})$/, country: '370' },
  // Hungary
  { pattern: /^06(\d{8,9})$/, country: '36' },
]

/** What is dialled before a country code elsewhere than with 00: longer than any number it could be in its own country. */
const exits = [
  // Australia
  /^0011([1-9]\d{7,})$/,
  // North America
  /^011([1-9]\d{9,})$/,
  // Japan
  /^010([1-9]\d{9,})$/,
  // Russia
  /^810([1-9]\d{9,})$/,
]

/** Mobile numbers that come with and without a digit: Mexico, Argentina (WhatsApp keeps it), Brazil (old ones lack it). */
const twins = [
  { long: /^521(\d{10})$/, short: /^52(\d{10})$/, before: '521', after: '52' },
  { long: /^549(\d{10})$/, short: /^54(\d{10})$/, before: '549', after: '54' },
  { long: /^55(\d{2})9(\d{8})$/, short: /^55(\d{2})([6-9]\d{7})$/, before: '55$19$2', after: '55$1$2' },
]

/** Reads a phone number of 4 to 15 digits in any spelling; null when it is none, as a date or a decimal is none. */
export function readPhone(text: string): Phone | null {
  const written = plainSpelling(text)
  const uri = /^tel:([^;]*)/i.exec(written)
  const spelled = (uri?.[1] ?? written).trim()
  if (!spelling.test(spelled) || lookalike.test(spelled)) return null
  const digits = onlyDigits(spelled)
  const international = internationalDigits(spelled)
  const count = (international ?? digits).length
  if (count < 4 || count > 15) return null
  const marked = uri !== null || /[+(]/.test(spelled)
  return {
    spelled,
    starts: international === null ? nationalStarts(digits) : internationalStarts(spelled, international),
    ends: international === null ? nationalEnds(digits) : [],
    certain: (marked && digits.length >= 7) || spelled.includes('+'),
  }
}

const onlyDigits = (text: string) => text.replaceAll(/\D/g, '')

/** The digits from the country code on, after `+` or `00`; null when the number does not say its country. */
function internationalDigits(spelled: string): string | null {
  const digits = onlyDigits(spelled)
  if (spelled.includes('+')) return digits.replace(/^00/, '')
  return /^00(?!11)[1-9]\d{6,}$/.test(digits) ? digits.slice(2) : null
}

/** A zero for callers inside the country often stands in the number: "+44 (0)20", "+44 020"; Italy's is part of it. */
function internationalStarts(spelled: string, digits: string): string[] {
  const domestic = /^\D*(?:00)?([1-9]\d{0,2})\D+0\)?/.exec(spelled)?.[1]
  const all = [digits]
  if (domestic !== undefined && digits.startsWith(`${domestic}0`)) {
    all.push(domestic + digits.slice(domestic.length + 1))
  }
  return unique(all.flatMap((each) => [each, ...twinsOf(each)]))
}

function nationalStarts(digits: string): string[] {
  const known = trunks.flatMap(({ pattern, country }) => {
    const rest = pattern.exec(digits)?.[1]
    return rest === undefined ? [] : [country + rest]
  })
  const abroad = exits.flatMap((exit) => exit.exec(digits)?.[1] ?? [])
  return [...known, ...abroad]
}

/** The number as it was typed, and without the zero that falls away behind a country code; never of a few last digits. */
function nationalEnds(digits: string): string[] {
  return /^0[1-9]\d{6,}$/.test(digits) ? [digits, digits.slice(1)] : [digits]
}

function twinsOf(digits: string): string[] {
  return twins.flatMap(({ long, short, before, after }) =>
    long.test(digits) ? [twin(digits, long, after)] : short.test(digits) ? [twin(digits, short, before)] : [],
  )
}

function twin(digits: string, pattern: RegExp, to: string): string {
  return digits.replace(pattern, to.includes('$') ? to : `${to}$1`)
}

const unique = (texts: readonly string[]) => [...new Set(texts)]
