import type { SourceToken } from '#search/syntax/query-syntax.ts'
import { findSids } from './find-sids.ts'
import { interpretFoundSids, type Interpretation } from './interpret-field.ts'
import { interpretToken } from './interpret-token.ts'

/** One token, or several with one meaning. `typed` is their text. */
export type InterpretedTokens = {
  readonly typed: string
  readonly isNegated: boolean
  readonly interpretation: Interpretation
}

/**
 * Interprets the tokens one by one, except the words around a SID. People paste whole sentences: "Execution FN… is already
 * active for this contact". The SID says it all, so the other words are not searched. Filters and exclusions are.
 */
export function interpretTokens(tokens: readonly SourceToken[]): InterpretedTokens[] {
  const interpreted = tokens.map((token) => ({ ...token, interpretation: interpretToken(token) }))
  const words = interpreted.filter(isWord)
  const sids = findSids(textOf(words))
  const kind = sids.engagements.length > 0 ? 'engagements' : 'others'
  if (sids[kind].length === 0) return interpreted

  const hasSid = ({ typed }: SourceToken) => findSids(typed)[kind].length > 0
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
      : [{ typed: textOf(unused), isNegated: false, interpretation: describeUnused(unused.length) }]),
    ...interpreted.filter((each) => !isWord(each)),
  ]
}

/** Whether the token filters nothing but by its text: also in quotes, after a name that is no field, or with a mistake. */
const isWord = ({ isNegated, scope, interpretation }: SourceToken & { interpretation: Interpretation }) =>
  !isNegated && (scope.kind === 'anywhere' || scope.kind === 'name' || 'problem' in interpretation)

const describeUnused = (count: number): Interpretation => ({
  predicates: [],
  remark: count === 1 ? 'The other word isn’t searched.' : 'The other words aren’t searched.',
})

const textOf = (tokens: readonly SourceToken[]) => tokens.map(({ typed }) => typed).join(' ')
