import { plainSpelling } from './visible-text.ts'

/** A byte order mark counts as a blank: were it both, there would be ever so many ways to read a row of them. */
const unseen = String.raw`(?:(?!\ufeff)\p{Cf})*`
const first = String.raw`${unseen}(?:[([\uff08]${unseen})?(?:[+\uff0b]${unseen})?\p{Nd}`
/** What stands in a number besides: dots, dashes, slashes, parentheses, in ASCII and fullwidth. */
const sign = String.raw`(?!\ufeff)[\p{Nd}\p{Cf}().[\]/·\-\u2010-\u2015\u2212\uff08\uff09\uff0d-\uff0f]`
/** Up to 16 words of such signs; a minus in front of one would exclude it. */
const run = new RegExp(
  String.raw`(?:tel:|whatsapp:)?${first}(?:${sign})*(?:\s+(?!-[\p{Nd}\p{Cf}(])(?:${sign})+){0,15}(?=\s|$)`,
  'iuy',
)

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
  plainSpelling(text)
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:tel|whatsapp):/i, '')

/** The more a number says that it is one, the more may belong to it; order numbers stay apart. */
function isSpacedPhone(spelled: string): boolean {
  const count = spelled.replaceAll(/\D/g, '').length
  if (count < 7 || !/[\d)\]]$/.test(spelled)) return false
  if (/(?:^| )\d{4}-\d{2}-\d{2}(?= |$)/.test(spelled)) return false
  if (/^(?:[([]?\+|00|011)/.test(spelled)) return count <= 15
  if (/^[([0]/.test(spelled)) return count <= 12
  const groups = spelled.split(' ')
  return (
    count <= (groups.length > 2 ? 13 : 11) && groups.every((group) => group.length <= 5 || /\D/.test(group))
  )
}
