import { isPhoneLabel } from '#search/phone/phone-text.ts'
import { parsePhone } from '#search/phone/phone.ts'
import type { SourceToken } from '#search/syntax/query-syntax.ts'

/** Fewer digits may be an order number, and the word beside it its name. With a plus, they are a number of a small country. */
const minDigits = 9
const minDigitsWithPlus = 7

/** Dashes, colons and the like, which may stand between a label and its number. */
const isSeparator = ({ typed }: SourceToken) => /^[-\u2010-\u2015|/,;:.·>=]+$/.test(typed)

/**
 * The words directly before and after a phone number that only say what it is: "My number:", "UK", "– mobile". They are
 * rarely in a context, so a search for them would find nothing.
 */
export function findPhoneLabels<T extends SourceToken>(tokens: readonly T[]): ReadonlySet<T> {
  const labels = tokens.flatMap((token, index) =>
    isNumber(token)
      ? [
          ...labelsAlong(tokens.slice(0, index).toReversed(), isNamed(tokens[index - 1])),
          ...labelsAlong(tokens.slice(index + 1), false),
        ]
      : [],
  )
  return new Set(labels)
}

function isNumber({ isNegated, scope, value }: SourceToken): boolean {
  if (isNegated || scope.kind !== 'anywhere' || value.matchMode !== 'bare') return false
  const phone = parsePhone(value.text)
  if (phone === null) return false
  const digits = phone.normalized.replaceAll(/\D/g, '').length
  return digits >= (phone.prefixes.length > 0 ? minDigitsWithPlus : minDigits)
}

/** "Direct line:" before a number: a name in front of a colon, with nothing directly after it. */
function isNamed(token: SourceToken | undefined): boolean {
  return token?.isNegated === false && token.scope.kind === 'name' && token.value.text === ''
}

/** The labels at the start of the tokens. @param isFirstLabel whether the first one is a label, whatever it says */
function labelsAlong<T extends SourceToken>(tokens: readonly T[], isFirstLabel: boolean): T[] {
  const end = tokens.findIndex((token, i) => !(i === 0 && isFirstLabel) && !isLabel(token))
  const found = end === -1 ? tokens : tokens.slice(0, end)
  return found.slice(0, found.findLastIndex((token) => !isSeparator(token)) + 1)
}

function isLabel({ isNegated, scope, value, typed }: SourceToken): boolean {
  const isWord = scope.kind === 'anywhere' || (scope.kind === 'name' && value.text === '')
  return !isNegated && isWord && value.matchMode === 'bare' && isPhoneLabel(typed)
}
