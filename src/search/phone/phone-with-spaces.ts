import { normalizeDigits } from './normalize-text.ts'

/** Excludes the byte order mark, which `\s` matches too: matching it twice would cause exponential backtracking. */
const invisible = String.raw`(?:(?!\ufeff)\p{Cf})*`
const firstDigit = String.raw`${invisible}(?:[([\uff08]${invisible})?(?:[+\uff0b]${invisible})?\p{Nd}`
/** Digits, dots, dashes, slashes and parentheses, in ASCII and fullwidth, and invisible characters. */
const phoneChar = String.raw`(?!\ufeff)[\p{Nd}\p{Cf}().[\]/·\-\u2010-\u2015\u2212\uff08\uff09\uff0d-\uff0f]`
/** Up to 16 words of these characters. A word that starts with a minus is an excluded term instead. */
const phonePattern = new RegExp(
  String.raw`(?:tel:|whatsapp:)?${firstDigit}(?:${phoneChar})*(?:\s+(?!-[\p{Nd}\p{Cf}(])(?:${phoneChar})+){0,15}(?=\s|$)`,
  'iuy',
)

/** A North American number is complete: what follows it is not part of it. */
const northAmericanPattern = /^(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}$/

/**
 * The end of a phone number with spaces that starts at `start`: "(415) 555-0199", "06 12 34 56 78". Null if there is none.
 * A number without spaces is a normal word, so null too.
 */
export function phoneWithSpacesEnd(text: string, start: number): number | null {
  phonePattern.lastIndex = start
  const candidate = phonePattern.exec(text)?.[0]
  if (candidate === undefined) return null
  const spaceIndexes = [...candidate.matchAll(/\s+/g)].map(({ index }) => index)
  if (spaceIndexes.length === 0) return null
  const prefixes = [...spaceIndexes.slice(1), candidate.length].map((end) => candidate.slice(0, end))
  const phone =
    prefixes.find((each) => northAmericanPattern.test(normalizePhone(each))) ??
    prefixes.findLast((each) => isPhoneWithSpaces(normalizePhone(each)))
  return phone === undefined ? null : start + phone.length
}

const normalizePhone = (text: string) =>
  normalizeDigits(text)
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:tel|whatsapp):/i, '')

/** Clear signs of a phone number (a plus, a leading zero) allow more digits; order numbers such as "10042 10043" are not merged. */
function isPhoneWithSpaces(normalized: string): boolean {
  const digitCount = normalized.replaceAll(/\D/g, '').length
  if (digitCount < 7 || !/[\d)\]]$/.test(normalized)) return false
  if (/(?:^| )\d{4}-\d{2}-\d{2}(?= |$)/.test(normalized)) return false
  if (/^(?:[([]?\+|00|011)/.test(normalized)) return digitCount <= 15
  if (/^[([0]/.test(normalized)) return digitCount <= 12
  const groups = normalized.split(' ')
  return (
    digitCount <= (groups.length > 2 ? 13 : 11) &&
    groups.every((group) => group.length <= 5 || /\D/.test(group))
  )
}
