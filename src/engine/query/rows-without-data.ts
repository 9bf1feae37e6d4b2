import { needStepsFor } from '#contract/outcome.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'
import { needsSteps, type Predicate, type Term } from '#search/query/predicates.ts'

/** The query for the rows that may match, whatever their contexts say, and their steps and outcomes, which may be missing as well. */
export function withoutContexts(query: ParsedQuery): ParsedQuery {
  const terms = query.search.terms.filter(({ predicates }) => !predicates.some(isOnData))
  const needed = query.outcomes.length === 0 ? [] : needStepsFor(query.outcomes)
  const unknown = needed.map((each) => (each === 'waiting-not-loaded' ? 'waiting' : 'not-loaded'))
  // Results are cached by the text. No search box has this one.
  return {
    ...query,
    outcomes: [...query.outcomes, ...unknown],
    text: `${query.text}\0contexts`,
    search: { terms },
  }
}

const isOnData = (predicate: Predicate) => predicate.on === 'context' || needsSteps(predicate)

const stepsMissing: Term = { typed: '', isNegated: false, predicates: [{ on: 'steps-missing' }] }
const isNotActive: Term = {
  typed: '',
  isNegated: true,
  predicates: [{ on: 'status', status: 'active' }],
}

/**
 * The query for the rows of which only their steps, which are not loaded, say whether they match; null when it has no term
 * on steps.
 */
export function withoutSteps(query: ParsedQuery): ParsedQuery | null {
  const { terms } = query.search
  const others = terms.filter(({ predicates }) => !predicates.some(needsSteps))
  if (others.length === terms.length) return null
  const needed = terms.filter(({ predicates }) => predicates.some(needsSteps))
  // Results are cached by the text. No search box has this one.
  const text = `${query.text}\0steps`
  const isActiveDecided = needed.some(neverActive) || needed.every(isOnLastWidget)
  const added = isActiveDecided ? [stepsMissing, isNotActive] : [stepsMissing]
  return { ...query, outcomes: [], text, search: { terms: [...others, ...added] } }
}

const isOnLastWidget = ({ predicates }: Term) => predicates.every(({ on }) => on === 'ended')

/** An active run has not ended anywhere. */
const neverActive = (term: Term) => !term.isNegated && isOnLastWidget(term)
