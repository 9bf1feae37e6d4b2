import type { SourceToken } from '#search/syntax/query-syntax.ts'
import type { Interpretation } from './interpret-field.ts'

/** One token, or several with one meaning. `typed` is their text. */
export type InterpretedTokens = {
  readonly typed: string
  readonly isNegated: boolean
  readonly interpretation: Interpretation
}

/** Whether the token filters nothing but by its text: also in quotes, after a name that is no field, or with a mistake. */
export const isWord = ({
  isNegated,
  scope,
  interpretation,
}: SourceToken & { interpretation: Interpretation }) =>
  !isNegated && (scope.kind === 'anywhere' || scope.kind === 'name' || 'problem' in interpretation)

/** An option of a command, "-X" or "--flow-sid": people paste whole command lines. It reads like an exclusion. */
export const isOption = ({ typed }: SourceToken) => /^(?:--[a-z]|-[a-z]$)/i.test(typed)

/** Says of words around a SID or a number that they are not searched. A dot or a bracket alone is no word. */
export function describeUnused(tokens: readonly SourceToken[]): Interpretation {
  const count = tokens.filter(({ typed }) => /[\p{L}\p{N}\p{So}]/u.test(typed)).length
  if (count === 0) return { predicates: [] }
  return {
    predicates: [],
    remark: count === 1 ? 'The other word isn’t searched.' : 'The other words aren’t searched.',
  }
}

export const textOf = (tokens: readonly SourceToken[]) => tokens.map(({ typed }) => typed).join(' ')
