import { parsePhone } from '#search/phone/phone.ts'
import type { SourceToken } from '#search/syntax/query-syntax.ts'
import type { Interpretation } from './interpret-field.ts'
import { describeUnused, textOf, type InterpretedTokens } from './interpreted-tokens.ts'

type InterpretedToken = SourceToken & { readonly interpretation: Interpretation }

/** Fewer digits may be an order number. */
const minDigits = 9
/** With as many other words, a number stands in a sentence: "Customer 07700 900123 called twice". */
const minSentenceWords = 3

/**
 * Joins what people paste with phone numbers. Several numbers find the runs of each of them, since no contact has two. The
 * words of a sentence around a number are not searched; in quotes they are.
 */
export function joinNumbers(tokens: readonly InterpretedToken[]): readonly InterpretedTokens[] {
  const bare = tokens.filter(
    ({ isNegated, scope, value, interpretation }) =>
      !isNegated && scope.kind === 'anywhere' && value.matchMode === 'bare' && !('problem' in interpretation),
  )
  const numbers = bare.filter(({ value }) => isCertainNumber(value.text))
  if (numbers.length === 0) return tokens
  const others = bare.filter((each) => !numbers.includes(each))
  const between = numbers.length > 1 ? others.filter(({ value }) => isConjunction(value.text)) : []
  const words = others.filter((each) => !between.includes(each))
  const isSentence = words.length >= minSentenceWords && !words.some(({ value }) => /\d{4}/.test(value.text))
  const unused = isSentence ? others : between
  const joined = numbers.flatMap(({ interpretation }) =>
    'problem' in interpretation ? [] : interpretation.predicates,
  )
  const remark = numbers
    .map(({ interpretation }) => ('remark' in interpretation ? interpretation.remark : undefined))
    .find((each) => each !== undefined)
  const rest = tokens.filter((each) => !numbers.includes(each) && !unused.includes(each))
  if (numbers.length === 1 && unused.length === 0) return tokens
  return [
    {
      typed: textOf(numbers),
      isNegated: false,
      interpretation: { predicates: joined, ...(remark !== undefined && { remark }) },
    },
    ...(isSentence
      ? [{ typed: textOf(unused), isNegated: false, interpretation: describeUnused(unused.length) }]
      : []),
    ...rest,
  ]
}

/** Whether a text can hardly be anything but a whole phone number: it has a plus, a label, brackets, or a zero in front. */
function isCertainNumber(text: string): boolean {
  const phone = parsePhone(text)
  if (phone === null || phone.normalized.replaceAll(/\D/g, '').length < minDigits) return false
  return phone.unambiguous || phone.normalized.startsWith('0')
}

const isConjunction = (text: string) => /^(?:[^\p{L}\p{N}]+|and|or)$/iu.test(text)
