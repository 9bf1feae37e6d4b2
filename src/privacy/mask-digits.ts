export const maskChar = '•'

/*
 * Digits of the scripts customers use, and the mask character. A masked text therefore matches the same patterns, and
 * masking it again changes nothing. Each is one UTF-16 unit.
 */
const visibleDigitChars = String.raw`\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19`
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

/** Digits in ASCII. The other scripts' rows start at a multiple of 16, but for Devanagari's. */
export function toAscii(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (each) => {
    const code = each.charCodeAt(0)
    return String(code >= 0x966 && code <= 0x96f ? code - 0x966 : code % 16)
  })
}

/** Masks all digits except the `first` first and the `last` last ones. */
export function maskDigits(found: string, first: number, last: number): string {
  const total = countDigits(found)
  let index = 0
  return found.replace(digits, (each) => (index++ < first || index > total - last ? each : maskChar))
}
