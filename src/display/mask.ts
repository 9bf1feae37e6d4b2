import { countryOf } from './calling-code.ts'

/** What stands for a character that is hidden. */
const bullet = '•'

/*
 * A digit in the scripts customers write in, or one that is hidden already: so a masked text has the same shape as
 * before, and masking it again changes nothing. Each is one UTF-16 unit.
 */
const digitSigns = String.raw`\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19•`
const digit = `[${digitSigns}]`
const unseen = String.raw`\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff`
const blank = String.raw` \u00a0\u2007\u2009\u202f`
/** What stands between the digits of a number; parentheses only where a plus or a zero says that it is one. */
const dash = String.raw`[${blank}${unseen}.\-\u2010-\u2015\u2212/·]`
const gap = String.raw`[${blank}${unseen}.\-\u2010-\u2015\u2212/·()]{1,3}`
const plus = String.raw`(?=[+\uff0b%\\])(?:[+\uff0b]|%2[Bb]|\\u002[Bb])`
/** Where a number may begin: not within a word, but after an escape of JSON, whose last sign may be a letter. */
const start = String.raw`(?=[(${digitSigns}])(?<=^|[^\p{L}\p{N}•]|\\[bfnrt]|\\u[\da-fA-F]{4})`

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const year = String.raw`(?:19|20)\d\d`
const time = String.raw`(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?`
const date = String.raw`(?=\d)(?<![\p{L}\p{N}•]|\d[-/.])(?:${year}(?<a>[-/.])(?:0?[1-9]|1[0-2])\k<a>${day}|${day}(?<b>[-/.])${day}\k<b>${year})(?![\p{N}•]|[-/.]\d)${time}`
const uuid = String.raw`[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}`

/** What may hold digits in the shape of a number and is none. */
const otherwise = new RegExp(`${date}|${uuid}`, 'gu')

const url = /[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s"'<>\\]+/g

/** The name is looked for once the at-sign is found: looking for names first would look at every word. */
const email =
  /(?=[@%])(?<=(?<name>(?:[\p{L}\p{N}.%+'•-]|\\?_){1,256}))(?:@|%40)(?:[\p{L}\p{N}•-]{1,63}\.){1,8}\p{L}{2,}/gu

type Rule = { pattern: RegExp; hide: (found: string) => string }

/** `+14155550142`, `+1 (415) 555-0142`, `+44 (0)7700 900123` */
const international: Rule = {
  pattern: new RegExp(
    `${plus}(?:1(?:${gap})?${digit}{3}(?:${gap})?${digit}{3}(?:${gap})?${digit}{4}|${digit}{7,15}|${digit}{1,5}(?:${gap}${digit}{1,14}){1,6})(?!${digit})`,
    'gu',
  ),
  hide: (found) => {
    // The 2 of an encoded plus is no digit of the number.
    const [sign = ''] = /^%2B|^\\u002b/i.exec(found) ?? []
    const number = found.slice(sign.length)
    return count(number) < 7 ? found : sign + hidden(number, 1, 2)
  },
}

/** Where an address of the web names the customer. */
const inQuery: Rule = {
  pattern: new RegExp(
    String.raw`(?<=\bwa\.me\/|[?&](?:phone|to|from|caller|called|number|msisdn|wa_?id)=)${digit}{7,15}(?!${digit})`,
    'giu',
  ),
  hide: (found) => hidden(found, 2, 2),
}

const rules: readonly Rule[] = [
  international,
  // (415) 555-0142, 415-555-0142, 1.415.555.0142
  {
    pattern: new RegExp(
      String.raw`(?:\(${digit}{3}\)${dash}{0,2}${digit}{3}${dash}{0,2}|${start}(?:1${dash})?${digit}{3}${dash}${digit}{3}${dash})${digit}{4}(?![-.]?${digit})`,
      'gu',
    ),
    hide: (found) => hidden(found, 2, 2),
  },
  // 07700 900123, (020) 7946 0018, 06.39.98.01.23, 0044 7700 900123
  {
    pattern: new RegExp(
      String.raw`${start}\(?0{1,2}[1-9]${digit}{0,5}(?:${gap}${digit}{1,8}){1,5}(?!${digit})`,
      'gu',
    ),
    hide: (found) => (count(found) < 10 || /^0\d+\.\d+$/.test(found) ? found : hidden(found, 2, 2)),
  },
  // 4111 1111 1111 1111
  {
    pattern: new RegExp(String.raw`${start}${digit}(?:[ -]?${digit}){12,18}(?![ -]?${digit}|\p{L})`, 'gu'),
    hide: (found) => (isCard(found.replaceAll(/[ -]/g, '')) ? hidden(found, 0, 4) : found),
  },
  // 4155550142, 14155550142: what people key in, and WhatsApp's WaId
  {
    pattern: new RegExp(
      String.raw`${start}(?<!${digit}[.,])${digit}{10,15}(?![\p{L}\p{N}•]|[.,]${digit})`,
      'gu',
    ),
    hide: (found) => (isDialled(found) ? hidden(found, 2, 2) : found),
  },
  // What was cut in the middle may be the rest of a number.
  {
    pattern: new RegExp(String.raw`(?<=…)${digit}{5,}(?![\p{L}\p{N}])`, 'gu'),
    hide: (found) => hidden(found, 0, 2),
  },
  {
    pattern: new RegExp(String.raw`${start}${digit}{5,}(?=…)`, 'gu'),
    hide: (found) => hidden(found, 2, 0),
  },
]

/**
 * A text with the middle of every phone number, the name of every e-mail address and all but the last four digits of
 * every payment card replaced by bullets. As long as before in UTF-16 units, so that places in it stay right; what is
 * masked already stays as it is. SIDs, UUIDs, dates, times since 1970 and counts are no numbers. Where it cannot be
 * told, better one number too many is hidden than a customer's shown.
 */
export function maskText(text: string): string {
  const named = maskEmails(text)
  return replaced(
    named,
    url,
    (before) => maskNumbers(before),
    (found) => apply(found, [international, inQuery]),
  )
}

/** A token of JSON that may hold something to hide. */
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs

/** JSON with what it says masked as `maskText` does. It stays JSON: a number that is hidden becomes a string. */
export function maskJson(json: string): string {
  return json.replace(token, (written) => {
    const isText = written.startsWith('"')
    const text = isText ? String(JSON.parse(written)) : written
    const masked = maskText(text)
    return masked === text ? written : JSON.stringify(masked)
  })
}

function maskEmails(text: string): string {
  let masked = ''
  let from = 0
  for (const { index, groups } of text.matchAll(email)) {
    const name = groups?.['name'] ?? ''
    const initial = String.fromCodePoint(name.codePointAt(0) ?? 0).length
    masked += text.slice(from, index - name.length + initial) + bullet.repeat(name.length - initial)
    from = index
  }
  return masked + text.slice(from)
}

/** Where a number may be: five digits or more with little between them. Texts are mostly something else, so this is quick. */
const stretch = new RegExp(String.raw`${digit}(?:${gap.replace('{1,3}', '{0,3}')}${digit}){4,}`, 'g')

/** How much beside a stretch tells what it is, in UTF-16 units: an encoded plus, the rest of a UUID. */
const surroundings = 40

function maskNumbers(text: string): string {
  let masked = ''
  let from = 0
  for (const { 0: found, index } of text.matchAll(stretch)) {
    const end = index + found.length
    if (isPlain(text, index, end)) continue
    const left = Math.max(0, index - surroundings)
    const around = text.slice(left, end + surroundings)
    const whole = replaced(
      around,
      otherwise,
      (before) => apply(before, rules),
      (other) => other,
    )
    masked += text.slice(from, index) + whole.slice(index - left, end - left)
    from = end
  }
  return masked + text.slice(from)
}

/** What is most frequent and plainly no number: days, and digits alone in a word or too few of them. */
function isPlain(text: string, index: number, end: number): boolean {
  const found = text.slice(index, end)
  if (/^20\d\d-\d\d-\d\d$/.test(found)) return true
  if (!/^\d+$/.test(found)) return false
  const before = text.slice(Math.max(0, index - 2), index)
  if (/[A-Za-z]$/.test(before)) return !/^\\|[Bb]$/.test(before)
  return found.length < 10 && !/[+\uff0b…Bb]$/.test(before) && text[end] !== '…'
}

/** The text with what a pattern finds replaced, and what stands before, between and after it. */
function replaced(
  text: string,
  pattern: RegExp,
  between: (text: string) => string,
  found: (text: string) => string,
): string {
  let made = ''
  let from = 0
  for (const { 0: each, index } of text.matchAll(pattern)) {
    made += between(text.slice(from, index)) + found(each)
    from = index + each.length
  }
  return made + between(text.slice(from))
}

function apply(text: string, some: readonly Rule[]): string {
  return some.reduce((masked, { pattern, hide }) => masked.replace(pattern, hide), text)
}

const digits = new RegExp(digit, 'g')

function count(text: string): number {
  return text.match(digits)?.length ?? 0
}

/** All digits but for the first and the last ones replaced. */
function hidden(found: string, first: number, last: number): string {
  const total = count(found)
  let at = 0
  return found.replace(digits, (each) => (at++ < first || at > total - last ? each : bullet))
}

/** By its issuer and its check digit (ISO/IEC 7812). Times since 1970 in milliseconds and smaller units begin with 1. */
function isCard(number: string): boolean {
  if (!/^(?:[2356]\d{13,18}|4\d{12,18})$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < number.length; i++) {
    const value = Number(number[number.length - 1 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** Whether digits without a blank are a phone number: seconds since 1970 begin with 1, as no area of North America does. */
function isDialled(number: string): boolean {
  if (/^1?[2-9]\d\d[2-9]\d{6}$/.test(number) || /^0[1-9]\d{8,9}$/.test(number)) return true
  if (/^00[1-9]\d{8,12}$/.test(number)) return true
  return /^[2-9]\d{10,12}$/.test(number) && countryOf(number) !== null
}
