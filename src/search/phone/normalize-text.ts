/** Zero-width characters, bidi marks, soft hyphens, byte order marks. */
const invisible = /\p{Cf}/gu
const invisibleOrSpace = /^[\p{Cf}\s]$/u

/** Removes invisible characters. For numbers and SIDs only: in words, joiners have a meaning. */
export const removeInvisible = (text: string): string => text.replaceAll(invisible, '')

/** Removes spaces and invisible characters at both ends, where pasting leaves them. */
export function trimInvisible(text: string): string {
  // No pattern: one that ends in `+$` is quadratic for a long run in the middle.
  let start = 0
  let end = text.length
  while (start < end && invisibleOrSpace.test(text.charAt(start))) start++
  while (end > start && invisibleOrSpace.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Converts fullwidth and Arabic digits, no-break spaces and the like to ASCII, and removes invisible characters. */
export const normalizeDigits = (text: string): string =>
  toAsciiDigits(removeInvisible(text).normalize('NFKC')).trim()

/** Converts digits of any script ("４１５", "٤١٥") to ASCII and keeps all other characters. */
function toAsciiDigits(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)))
}

const isDigit = /^\p{Nd}$/u

/** Unicode has each script's digits in a row, from zero up. Some rows are adjacent, so the distance to the start is taken modulo 10. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}
