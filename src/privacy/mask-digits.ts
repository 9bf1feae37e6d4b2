export const maskChar = '•'

/**
 * The zero of each script that customers write numbers in, ascending; its other digits follow: Latin, Arabic, those of India,
 * Thai, Lao, Burmese, Khmer, full-width.
 */
const zeros = [
  0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
  0x17e0, 0xff10,
]
const char = (code: number) => String.fromCharCode(code)
export const zero = `[${zeros.map(char).join('')}]`
/*
 * Digits of these scripts, and the mask character. A masked text therefore matches the same patterns, and
 * masking it again changes nothing. Each is one UTF-16 unit.
 */
const visibleDigitChars = zeros.map((each) => `${char(each)}-${char(each + 9)}`).join('')
const digitChars = `${visibleDigitChars}${maskChar}`
export const visibleDigit = `[${visibleDigitChars}]`
/** A pattern for one digit of any of them, or a masked one. */
export const digit = `[${digitChars}]`
const invisibleChars = String.raw`\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff`
const spaceChars = String.raw` \u00a0\u2007\u2009\u202f\u3000`
const dashChars = String.raw`.\-~\u2010-\u2015\u2043\u2212\u301c\u30fc\uff0d-\uff0f\uff5e/·`
/** Characters between the digits of a number; `separators` allows parentheses, for numbers with a plus or a leading zero. */
export const separator = String.raw`[${spaceChars}${invisibleChars}${dashChars}]`
export const separators = String.raw`[${spaceChars}${invisibleChars}${dashChars}()\uff08\uff09]{1,3}`
/** A letter that makes digits beside it part of a word, as in an ID. Chinese, Japanese, Thai and Korean put no space before a number. */
export const letter = String.raw`\p{Script=Latin}`
/** A position where a number may start: not inside a word, but allowed after a JSON escape, which may end in a letter. */
export const numberStart = String.raw`(?=[(\uff08${digitChars}])(?<=^|[^${letter}\p{N}•]|\\[bfnrt]|\\u[\da-fA-F]{4})`

/** Masks the matches of `pattern`. `mask` may return what it does not mask unchanged. */
export type MaskRule = { pattern: RegExp; mask: (found: string) => string }

const digits = new RegExp(digit, 'g')

export function countDigits(text: string): number {
  return text.match(digits)?.length ?? 0
}

const otherDigit = new RegExp(`(?![0-9])${visibleDigit}`, 'g')

/** Digits in ASCII. */
export function toAscii(text: string): string {
  return text.replaceAll(otherDigit, (each) => {
    const code = each.charCodeAt(0)
    return String(code - (zeros.findLast((first) => first <= code) ?? code))
  })
}

/** Masks all digits except the `first` first and the `last` last ones. */
export function maskDigits(found: string, first: number, last: number): string {
  const total = countDigits(found)
  let index = 0
  return found.replace(digits, (each) => (index++ < first || index > total - last ? each : maskChar))
}
