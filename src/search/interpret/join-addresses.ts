import { parsePhone } from '#search/phone/phone.ts'
import type { SourceToken } from '#search/syntax/query-syntax.ts'
import { findAddressLabels } from './address-labels.ts'
import { findEmails } from './find-emails.ts'
import type { Interpretation } from './interpret-field.ts'
import { describeUnused, isOption, textOf, type InterpretedTokens } from './interpreted-tokens.ts'

type InterpretedToken = SourceToken & { readonly interpretation: Interpretation }

/** Fewer digits may be an order number. */
const minDigits = 9
const northAmerican = /^(?:1[-. ])?[2-9]\d\d[-. ][2-9]\d\d[-. ]\d{4}$/
/** With as many other words, a number stands in a sentence: "Customer 07700 900123 called twice". */
const minSentenceWords = 3

/**
 * Joins what people paste with phone numbers and e-mail addresses. Several find the runs of each of them, since no contact has
 * two numbers. The words of a sentence around one are not searched; in quotes they are.
 */
export function joinAddresses(tokens: readonly InterpretedToken[]): readonly InterpretedTokens[] {
  const options = tokens.some(hasAddress) ? tokens.filter(isOption) : []
  const labels = new Set([...findAddressLabels(tokens), ...options])
  const bare = tokens.filter((token) => !labels.has(token) && isBare(token))
  const addresses = bare.filter(({ value }) => isCertainAddress(value.text))
  const others = bare.filter((each) => !addresses.includes(each))
  const conjunctions = addresses.length > 1 ? others.filter(({ value }) => isConjunction(value.text)) : []
  const words = others.filter((each) => !conjunctions.includes(each))
  const isSentence =
    addresses.length > 0 &&
    words.length + labels.size >= minSentenceWords &&
    !words.some(({ value }) => /\d{4}/.test(value.text))
  const isUnused = (token: InterpretedToken) => labels.has(token) || (isSentence && words.includes(token))
  const isJoined = (token: InterpretedToken) =>
    (isSentence || addresses.length > 1) && (addresses.includes(token) || conjunctions.includes(token))

  const joined = tokens.filter(isJoined)
  const unused = tokens.filter(isUnused)
  const rest = tokens.filter((token) => !isJoined(token) && !isUnused(token))
  const note =
    unused.length === 0
      ? []
      : [{ typed: textOf(unused), isNegated: false, interpretation: describeUnused(unused) }]
  return joined.length === 0 ? [...rest, ...note] : [joinedTokens(joined, addresses), ...note, ...rest]
}

/** Also in quotes, as in a command. */
const hasAddress = ({ isNegated, scope, value }: InterpretedToken) =>
  !isNegated && scope.kind === 'anywhere' && isCertainAddress(value.text)

const isBare = ({ isNegated, scope, value, interpretation }: InterpretedToken) =>
  !isNegated && scope.kind === 'anywhere' && value.matchMode === 'bare' && !('problem' in interpretation)

function joinedTokens(
  tokens: readonly InterpretedToken[],
  addresses: readonly InterpretedToken[],
): InterpretedTokens {
  const valid = addresses.flatMap(({ interpretation }) =>
    'problem' in interpretation ? [] : [interpretation],
  )
  const remark = valid.map((each) => each.remark).find((each) => each !== undefined)
  return {
    typed: textOf(tokens),
    isNegated: false,
    interpretation: {
      predicates: valid.flatMap(({ predicates }) => predicates),
      ...(remark !== undefined && { remark }),
    },
  }
}

/**
 * Whether a text can hardly be anything but an e-mail address or a whole phone number, with a plus, a label, brackets, or a
 * zero in front.
 */
function isCertainAddress(text: string): boolean {
  if (findEmails(text).length > 0) return true
  const phone = parsePhone(text)
  if (phone === null || phone.normalized.replaceAll(/\D/g, '').length < minDigits) return false
  return phone.unambiguous || phone.normalized.startsWith('0') || northAmerican.test(phone.normalized)
}

const isConjunction = (text: string) => /^(?:[^\p{L}\p{N}]+|and|or)$/iu.test(text)
