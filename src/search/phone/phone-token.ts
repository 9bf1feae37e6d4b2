import { normalizeDigits } from './normalize-text.ts'
import { dialledWithPrefix } from './dialling-prefixes.ts'
import { dialledWithCallingCode, hasLongPrefix, maxDigits } from './numbering-plans.ts'
import { carrierPlaceholder, leadSource, tailSource, withoutCarrierPlaceholder } from './phone-text.ts'

/** Excludes the byte order mark, which `\s` matches too: matching it twice would cause exponential backtracking. */
const invisible = String.raw`(?:(?!\ufeff)\p{Cf})*`
const firstDigit = String.raw`${invisible}(?:[([+\uff08\uff0b][^\S\ufeff]?${invisible}){0,4}(?:${carrierPlaceholder}[\s)-]{0,3})?\p{Nd}`
/** Digits, dots, dashes, slashes, tildes and parentheses, in ASCII and fullwidth, and invisible characters. */
const phoneChar = String.raw`(?!\ufeff)[\p{Nd}\p{Cf}().[\]/·•∙⋅~\-\u2010-\u2015\u2043\u2212\u301c\u30fc\uff08\uff09\uff0d-\uff0f\uff5e\uff70]`
/** Up to 16 words of these characters. A word that starts with a minus is an excluded term instead. */
const numberSource = String.raw`${firstDigit}(?:${phoneChar})*(?:\s+(?!-[\p{Nd}\p{Cf}(])(?:${phoneChar})+){0,15}`
const phonePattern = new RegExp(
  String.raw`(${leadSource})(${numberSource})(?<![([\uff08])(${tailSource})(?=\s|$)`,
  'iuy',
)

/** A North American number is complete: what follows it is not part of it. No area code has a nine in its middle. */
const northAmericanPattern = /^(?:\+?1[ .-]?)?(?:\([2-9][0-8]\d\)|[2-9][0-8]\d)[ .-]?[2-9]\d{2}[ .-]?\d{4}$/

/** So is a British mobile number without its zero, which looks like two short numbers. */
const britishMobilePattern = /^7\d{3} \d{6}$/

/** How clearly what is around a number says that it is one. If it is `certain`, short numbers count too. */
type Labelling = 'none' | 'likely' | 'certain'

function labellingOf(lead: string, tail: string): Labelling {
  const isQuoted = lead.trim() !== '' && tail !== ''
  // "x204" may be something else.
  if (/[:=]/.test(lead) || /\p{L}{2}/u.test(tail) || isQuoted) return 'certain'
  return /\p{L}/u.test(lead) ? 'likely' : 'none'
}

/**
 * The end of a phone number with spaces or a label that starts at `start`, with what is written around it: "(415) 555-0199",
 * "Tel: 06 12 34 56 78 (mobile)", "020 7946 0018 ext. 12". Null if there is none, and for a number that is a normal word.
 */
export function phoneTokenEnd(text: string, start: number): { end: number; isLabelled: boolean } | null {
  phonePattern.lastIndex = start
  const [candidate, lead = '', number = '', tail = ''] = phonePattern.exec(text) ?? []
  if (candidate === undefined) return null
  const labelling = labellingOf(lead, tail)
  const ends = [...[...number.matchAll(/\s+/g)].map(({ index }) => index), number.length]
  const starts = ends.map((end) => number.slice(0, end))
  const phone =
    starts.find((each) => isComplete(normalizePhone(each))) ??
    starts.findLast((each) => isPhone(normalizePhone(each), labelling))
  if (phone === undefined) return null
  const whole = lead + phone + (phone === number ? tail : '')
  if (labelling === 'none' && !/\s/.test(whole)) return null
  return { end: start + whole.length, isLabelled: labelling !== 'none' }
}

const normalizePhone = (text: string) =>
  withoutCarrierPlaceholder(normalizeDigits(text)).replaceAll(/\s+/g, ' ')

const isComplete = (normalized: string) =>
  northAmericanPattern.test(normalized) || britishMobilePattern.test(normalized)

/** Clear signs of a phone number (a label, a plus, a leading zero) allow more digits; order numbers such as "10042 10043" are not merged. */
function isPhone(normalized: string, labelling: Labelling): boolean {
  const digits = normalized.replaceAll(/\D/g, '')
  if (digits.length < (labelling === 'certain' ? 4 : 7) || !/\d[)\]./]*$/.test(normalized)) return false
  if (/(?:^| )\d{4}-\d{2}-\d{2}(?= |$)/.test(normalized)) return false
  if (/^[([]*\+/.test(normalized))
    return digits.length <= maxDigits || dialledWithCallingCode(digits).length > 0
  if (dialledWithPrefix(normalized).length > 0) return true
  if (/^[([]*0/.test(normalized)) return digits.length <= 12 || (digits.length <= 15 && hasLongPrefix(digits))
  if (labelling !== 'none' || /^[([]/.test(normalized)) return digits.length <= 13
  const groups = normalized.split(' ')
  if (groups.length === 1) return true
  // "8 66 123456", "321 1234567": a trunk prefix or an area code.
  const firstLength = (groups[0] ?? '').length
  const startsShort = firstLength <= 2 ? digits.length >= 8 : firstLength === 3 && digits.length >= 10
  // "44 7700900123", "39 06 55501234".
  if (groups.length <= 3 && firstLength <= 3 && dialledWithCallingCode(digits).length > 0) return true
  return (
    digits.length <= (groups.length > 2 ? 13 : 11) &&
    groups.every((group, i) => group.length <= (i > 0 && startsShort ? 7 : 5) || /\D/.test(group))
  )
}
