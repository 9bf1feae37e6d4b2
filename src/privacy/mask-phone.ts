import {
  countDigits,
  digit,
  letter,
  maskChar,
  maskDigits,
  numberStart,
  separator,
  separators,
  toAscii,
  zero,
  type MaskRule,
} from './mask-digits.ts'

const open = String.raw`[(\uff08]`
const close = String.raw`[)\uff09]`

/** As it is, in a URL (also one within another), in JSON, and as Twilio writes it in the identity of a client. */
const plus = String.raw`(?=[+\uff0b%_\\])(?:[+\uff0b]|%(?:25){0,3}2[Bb]|_2B|\\u002[Bb])`

/** `+14155550142`, `+1 (415) 555-0142`, `+44 (0)7700 900123` */
export const internationalNumber: MaskRule = {
  pattern: new RegExp(
    `${plus}(?:1(?:${separators})?${digit}{3}(?:${separators})?${digit}{3}(?:${separators})?${digit}{4}|${digit}{7,15}|${digit}{1,5}(?:${separators}${digit}{1,14}){1,6})(?!${digit})`,
    'gu',
  ),
  mask: (found) => {
    // The digits of an encoded plus (%2B) do not belong to the number.
    const [sign = ''] = /^(?:%(?:25)*2B|_2B|\\u002b)/i.exec(found) ?? []
    const number = found.slice(sign.length)
    return countDigits(number) < 7 ? found : sign + maskDigits(number, 1, 2)
  },
}

/** A phone number in a URL. With separators only where a name says what it is: `from=` may be a date. */
export const numberInUrl: MaskRule = {
  pattern: new RegExp(
    String.raw`(?<=\bwa\.me\/|[?&;#](?:to|from|contact|number)=)${digit}{7,15}(?!${digit})|(?<=[?&;#](?:\w{0,30}(?:phone|mobile|msisdn)(?:_?(?:number|num|no))?|tel|cell|caller|called|wa_?id)=)\(?${digit}(?:[-.+() ]{0,2}${digit}){6,14}(?!${digit})`,
    'giu',
  ),
  mask: (found) => maskDigits(found, 2, 2),
}

const oneOrSpaced = `(?: - |${separator})`

/** `(415) 555-0142`, `415-555-0142`, `415 - 555 - 0142`, `1.415.555.0142` */
export const northAmericanNumber: MaskRule = {
  pattern: new RegExp(
    String.raw`(?:${open}${digit}{3}${close}${separator}{0,2}${digit}{3}(?: - |${separator}{0,2})|${numberStart}(?:1${oneOrSpaced})?${digit}{3}${oneOrSpaced}${digit}{3}${oneOrSpaced})${digit}{4}(?![-.]?${digit})`,
    'gu',
  ),
  mask: (found) => maskDigits(found, 2, 2),
}

/** `07700 900123`, `(020) 7946 0018`, `06.39.98.01.23`, `0044 7700 900123`, `0 98765 43210` */
export const numberWithLeadingZero: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}${open}?${zero}{1,2}${separator}?(?!${zero})${digit}{1,6}(?:${separators}${digit}{1,8}){1,5}(?!${digit})`,
    'gu',
  ),
  mask: (found) =>
    countDigits(found) < 9 || /^0\d+\.\d+$/.test(toAscii(found)) ? found : maskDigits(found, 2, 2),
}

/** Whether an earlier rule has masked a part. */
const isMasked = (found: string) => found.includes(maskChar)

/** `(11) 98555-0123`, `8 (495) 555-01-23`, `(8-612) 34567`: an area code in parentheses. */
export const numberWithAreaCode: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}(?:${digit}{1,3}${separator}?)?${open}${digit}{1,5}(?:${separator}${digit}{1,4})?${close}${separator}{0,2}${digit}{2,8}(?:${separator}${digit}{2,5}){0,4}(?!${digit})`,
    'gu',
  ),
  mask: (found) => (isMasked(found) || countDigits(found) < 9 ? found : maskDigits(found, 2, 2)),
}

/** Groups that are usual in one country: `8 916 155-01-23`, `98765 43210`, `7700 900123`, `55 5555 0123`. */
export const numberInNationalGroups: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}(?:(?:[78]${separator})?${digit}{3}${separator}${digit}{3}${separator}${digit}{2}${separator}${digit}{2}|[6-9]${digit}{4}[ -]${digit}{5}|7${digit}{3} ${digit}{6}|(?!(?:19|20)${digit}{2})[2-9]${digit}{3}[ -]${digit}{3}[ -]${digit}{3}|[2-9]${digit}{2}[ -]${digit}{7}|${digit}{2} ${digit}{4}[ -]${digit}{4})(?![-. ]?${digit}|${letter})`,
    'gu',
  ),
  mask: (found) => (isMasked(found) ? found : maskDigits(found, 2, 2)),
}

/** `44 7700 900123`, `91-98765-43210`: a calling code without its plus. */
export const numberWithCallingCode: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}${digit}{1,3}(?:[ -]${digit}{1,10}){1,5}(?![-. ]?${digit}|${letter})`,
    'gu',
  ),
  mask: (found) => {
    if (isMasked(found)) return found
    const total = countDigits(found)
    const number = toAscii(found)
    const [first = '', second = ''] = number.split(' ')
    const hasOwnCallingCode = first.length > 1 && callingCode.exec(first)?.[0] === first
    // "44 100 200 300": few countries' numbers start with a one in groups of three digits.
    const isGroupedCount =
      /^\d{1,3}(?: \d{3})+$/.test(number) && (!hasOwnCallingCode || second.startsWith('1'))
    const minDigits = hasOwnCallingCode ? 10 : 11
    const isPhone = total >= minDigits && total <= 13 && !isGroupedCount && callingCode.test(number)
    return isPhone ? maskDigits(found, 2, 2) : found
  },
}

/** @param sizes the number of digits of each group, such as "333" */
const groupsOf = (sizes: string, between: string) =>
  Array.from(sizes, (size) => `${digit}{${size}}`).join(between)
/** A dot between two groups is a decimal point. */
const blankOrDash = String.raw`[ \u00a0\u202f-]`
const nineDigits = [
  ...['333', '3222', '2322', '12222', '126', '315', '144', '234', '324'].map((sizes) =>
    groupsOf(sizes, separator),
  ),
  ...['36', '27', '9'].map((sizes) => groupsOf(sizes, blankOrDash)),
].join('|')
/** Eight digits, as Denmark, Norway, Singapore and Hong Kong write them. Two years would be in such groups, too. */
const eightDigits = `(?!(?:19|20)${digit}{2})(?:${groupsOf('2222', blankOrDash)}|${groupsOf('44', blankOrDash)})(?!${blankOrDash}?${digit})`
/** What says of the digits after it that they are no phone number. */
const notPhoneLabel = String.raw`(?:#|\b(?:order|ticket|case|invoice|booking|reference|ref|id)(?:\s(?:number|no|nr))?)[^\p{L}\p{N}•]{0,3}`

/**
 * `612 34 56 78`, `512-345-678`, `22 123 45 67`, `912345678`, `9123 4567`: eight or nine digits without a trunk prefix, as in
 * Spain, Poland, Portugal and Denmark.
 */
export const shortNationalNumber: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}(?<!${digit}${separator}|[.,]|${notPhoneLabel})(?:${nineDigits}|${eightDigits})(?![-.,]?${digit}| ${digit}{3}(?!${digit})|${letter})`,
    'giu',
  ),
  mask: (found) =>
    isMasked(found) || !isShortNationalNumber(toAscii(found)) ? found : maskDigits(found, 2, 2),
}

/** Excludes IP addresses, and counts such as 123 456 789: few such numbers start with a one. */
function isShortNationalNumber(number: string): boolean {
  const isIpAddress =
    /^\d+(?:\.\d+){3}$/.test(number) && number.split('.').every((part) => Number(part) < 256)
  return /^(?:[2-9]|0[1-9])/.test(number) && !isIpAddress
}

/** `4155550142`, `14155550142`, `4155550142x12`: typed by customers, and WhatsApp's WaId */
export const numberWithoutSeparators: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}(?<!${digit}[.,])${digit}{10,15}(?=x\d{1,6}(?![${letter}\p{N}])|(?![${letter}\p{N}•]|[.,]${digit}))`,
    'gu',
  ),
  mask: (found) => (isDialablePhone(found) ? maskDigits(found, 2, 2) : found),
}

/** `4 1 5 5 5 5 0 1 4 2`: digit by digit, as speech recognition writes it. */
export const spelledNumber: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}${digit}(?:[ -]${digit}){9,14}(?![ -]?${digit}|${letter})`,
    'gu',
  ),
  mask: (found) => maskDigits(found, 1, 1),
}

/** With a bound, or a text of numbers alone would take quadratic time. */
const fiveOrMore = `(?:${digit}{5,}|${digit}(?:(?:${separators})?${digit}){4,24})`

/** `…55-0142`: may be the rest of a shortened number. */
export const numberAfterEllipsis: MaskRule = {
  pattern: new RegExp(String.raw`(?<=…(?:${separators})?)${fiveOrMore}(?![${letter}\p{N}])`, 'gu'),
  mask: (found) => maskDigits(found, 0, 2),
}

/** `1 415 5…`: may be the rest of a shortened number. */
export const numberBeforeEllipsis: MaskRule = {
  pattern: new RegExp(String.raw`${numberStart}${open}?${fiveOrMore}(?=(?:${separators})?…)`, 'gu'),
  mask: (found) => maskDigits(found, 2, 0),
}

/** All assigned country calling codes (ITU-T E.164), without their countries: the first screen needs no more. */
export const callingCode =
  /^(?:[17]|2(?:[07]|1[1-368]|[2-4]\d|5[0-8]|6\d|9[017-9])|3(?:[0-4]|5\d|6|7[0-8]|8[0-35-79]|9)|4(?:[013-9]|2[013])|5(?:0\d|[1-8]|9\d)|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])|8(?:0[08]|[1246]|5[02356]|7[08]|8[0-368])|9(?:[0-58]|6[0-8]|7[0-79]|9[2-68]))/

/** Whether digits without separators are a phone number. Unix times in seconds start with 1, as no North American area code does. */
function isDialablePhone(found: string): boolean {
  const number = toAscii(found)
  if (/^(?:[2-9]\d{9}|1[2-9]\d\d[2-9]\d{6}|1[1-9]9\d{8})$/.test(number) || /^0[1-9]\d{8,9}$/.test(number))
    return true
  // "00" and "011" lead abroad; in Russia and Kazakhstan 8 comes before the area code.
  if (/^(?:00|011)[1-9]\d{8,12}$/.test(number) || /^8[3-9]\d{9}$/.test(number)) return true
  return /^[2-9]\d{10,12}$/.test(number) && callingCode.test(number)
}
