import type { SourceToken } from '#search/syntax/query-syntax.ts'
import { findSids } from './find-sids.ts'
import { interpretFoundSids } from './interpret-field.ts'
import { joinAddresses } from './join-addresses.ts'
import { describeUnused, isOption, isWord, textOf, type InterpretedTokens } from './interpreted-tokens.ts'
import { interpretToken } from './interpret-token.ts'

/**
 * Interprets the tokens one by one, except the words around a SID. People paste whole sentences: "Execution FN… is already
 * active for this contact". The SID says it all, so the other words are not searched. Filters and exclusions are. Without a
 * SID, phone numbers are joined.
 */
export function interpretTokens(tokens: readonly SourceToken[]): readonly InterpretedTokens[] {
  const interpreted = tokens.map((token) => ({ ...token, interpretation: interpretToken(token) }))
  const words = interpreted.filter((token) => isWord(token) || isOption(token))
  const sids = findSids(textOf(words))
  const kind = sids.engagements.length > 0 ? 'engagements' : 'others'
  if (sids[kind].length === 0) return joinAddresses(interpreted)

  const hasSid = ({ typed }: SourceToken) =>
    findSids(typed)[kind].some((sid) => sids[kind].some((each) => each === sid))
  const found = words.filter(hasSid)
  const unused = words.filter((word) => !hasSid(word))
  return [
    ...(kind === 'engagements' ? [found] : found.map((each) => [each])).map((each) => ({
      typed: textOf(each),
      isNegated: false,
      interpretation: interpretFoundSids(kind === 'engagements' ? sids : findSids(textOf(each))),
    })),
    ...(unused.length === 0
      ? []
      : [{ typed: textOf(unused), isNegated: false, interpretation: describeUnused(unused) }]),
    ...interpreted.filter((each) => !words.includes(each)),
  ]
}
