import { isPhoneLabel } from '#search/phone/phone-text.ts'
import { parsePhone } from '#search/phone/phone.ts'
import type { SourceToken } from '#search/syntax/query-syntax.ts'
import { findEmails } from './find-emails.ts'
import { interpretAddress } from './interpret-field.ts'

/** Fewer digits may be an order number, and the word beside it its name. With a plus, they are a number of a small country. */
const minDigits = 9
const minDigitsWithPlus = 7

/** Dashes, colons and the like, which may stand between a label and its number. */
const isSeparator = ({ typed }: SourceToken) => /^[-\u2010-\u2015|/,;:.·>=]+$/.test(typed)

/**
 * The words directly before and after a phone number or an e-mail address that only say what it is, "My number:", "UK",
 * "– mobile", or whose: `"Doe, Jane" <+1…>`. They are rarely in a context, so a search for them would find nothing.
 */
export function findAddressLabels<T extends SourceToken>(tokens: readonly T[]): ReadonlySet<T> {
  const labels = tokens.flatMap((token, index) => {
    const before = tokens.slice(0, index).toReversed()
    if (isInAngleBrackets(token)) return displayName(before)
    return isAddress(token)
      ? [...labelsAlong(before, isNamed(tokens[index - 1])), ...labelsAlong(tokens.slice(index + 1), false)]
      : []
  })
  return new Set(labels)
}

/** Mail programs and address books write `Jane Doe <jane@example.com>`. */
function isInAngleBrackets(token: SourceToken): boolean {
  const { typed } = token
  return /^<[^<>]+>[.,;]?$/.test(typed) && (isAddress(token) || interpretAddress(typed) !== null)
}

/** The words in front of an address in angle brackets, which may be in quotes. "From:" may stand before them. */
function displayName<T extends SourceToken>(before: readonly T[]): readonly T[] {
  const end = before.findIndex((token) => !isNameWord(token))
  const name = end === -1 ? before : before.slice(0, end)
  return isNamed(before[name.length]) ? before.slice(0, name.length + 1) : name
}

const isNameWord = (token: SourceToken) =>
  !token.isNegated && token.scope.kind === 'anywhere' && !isAddress(token) && !/[<>]|\d{4}/.test(token.typed)

function isAddress({ isNegated, scope, value }: SourceToken): boolean {
  if (isNegated || scope.kind !== 'anywhere' || value.matchMode !== 'bare') return false
  if (findEmails(value.text).length > 0) return true
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
