import { asciiDigits, withoutInvisible } from './visible-text.ts'

/** Words of what phone numbers are written in; a minus in front of one would exclude it. */
const run =
  /(?:tel:|whatsapp:)?[([]?[+\uff0b]?[\p{Nd}\p{Cf}][\p{Nd}\p{Cf}().[\]/·\-\u2010-\u2015\u2212]*(?:\s+(?!-[\p{Nd}\p{Cf}(])[\p{Nd}\p{Cf}().[\]/·\-\u2010-\u2015\u2212]+)*(?=\s|$)/iuy

/** As North America writes its numbers: what follows one is something else. */
const northAmerican = /^(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}$/

/**
 * Where a phone number that is written with blanks ends: "(415) 555-0199", "06 12 34 56 78". Null when none begins at the
 * position; one without blanks is a word like any other, and needs no finding.
 */
export function spacedPhoneEnd(text: string, at: number): number | null {
  run.lastIndex = at
  const whole = run.exec(text)?.[0]
  if (whole === undefined) return null
  const ends = [...whole.matchAll(/\s+/g)].map(({ index }) => index)
  if (ends.length === 0) return null
  const spellings = [...ends.slice(1), whole.length].map((end) => whole.slice(0, end))
  const found =
    spellings.find((each) => northAmerican.test(plain(each))) ??
    spellings.findLast((each) => isSpacedPhone(plain(each)))
  return found === undefined ? null : at + found.length
}

const plain = (text: string) =>
  asciiDigits(withoutInvisible(text))
    .replaceAll('\uff0b', '+')
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:tel|whatsapp):/i, '')

/** The more a number says that it is one, the more may belong to it; order numbers stay apart. */
function isSpacedPhone(spelled: string): boolean {
  const count = spelled.replaceAll(/\D/g, '').length
  if (count < 7 || !/[\d)\]]$/.test(spelled)) return false
  if (/(?:^| )\d{4}-\d{2}-\d{2}(?= |$)/.test(spelled)) return false
  if (/^(?:[([]?\+|00|011)/.test(spelled)) return count <= 15
  if (/^[([0]/.test(spelled)) return count <= 12
  return count <= 11 && spelled.split(' ').every((group) => group.length <= 5 || /\D/.test(group))
}
