/** What stands in a text without being seen: zero-width characters, bidi marks, soft hyphens, byte order marks. */
const invisible = /\p{Cf}/gu
const invisibleEnds = /^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu

/** The text without what cannot be seen. For numbers and SIDs only: in words, joiners have a meaning. */
export const withoutInvisible = (text: string): string => text.replaceAll(invisible, '')

/** The text without blanks and invisible characters at its ends, where pasting leaves them. */
export const trimInvisible = (text: string): string => text.replaceAll(invisibleEnds, '')

/** A number's writing in ASCII where there is such a sign (fullwidth and Arabic digits, no-break blanks), without what cannot be seen. */
export const plainSpelling = (text: string): string =>
  asciiDigits(withoutInvisible(text).normalize('NFKC')).trim()

/** Digits of any script ("４１５", "٤١٥") as ASCII; all else stays. */
function asciiDigits(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)))
}

const isDigit = /^\p{Nd}$/u

/** Unicode keeps digits in runs of ten, from zero up; some runs follow one another. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}
