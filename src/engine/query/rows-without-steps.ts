import type { ParsedQuery } from '#search/query/list-query.ts'
import type { Term } from '#search/query/predicates.ts'

const stepsMissing: Term = {
  typed: '',
  isNegated: false,
  predicates: [{ on: 'ended', widget: null }],
}

/**
 * The query for the rows that match all of the query but its terms on the last widget, and whose steps are not loaded;
 * null when it has no such term.
 */
export function withoutSteps(query: ParsedQuery): ParsedQuery | null {
  const { terms } = query.search
  const others = terms.filter(({ predicates }) => predicates.every(({ on }) => on !== 'ended'))
  if (others.length === terms.length) return null
  // Results are cached by the text. No search box has this one.
  return { ...query, text: `${query.text}\0steps`, search: { terms: [...others, stepsMissing] } }
}
