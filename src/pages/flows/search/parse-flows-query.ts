import { parseSearch } from '#search/interpret/parse-search.ts'
import type { Term } from '#search/query/predicates.ts'
import type { LinkTarget } from '#search/interpret/find-sids.ts'

import type { SearchGoal } from './search-flow.ts'

/** The meaning of a search text on the flows page. */
export type FlowsSearchQuery =
  | { kind: 'empty' }
  /** The text names a flow, so there is nothing to search. */
  | { kind: 'target'; target: Extract<LinkTarget, { flowSid: string }> }
  | { kind: 'search'; goal: SearchGoal }

export function parseFlowsQuery(text: string): FlowsSearchQuery {
  const { search, target } = parseSearch(text)
  const [only, ...others] = search.terms
  if (target !== null && target.flowSid !== null && others.length === 0) return { kind: 'target', target }
  if (only === undefined) return { kind: 'empty' }
  const engagementSid = others.length === 0 ? soleEngagementSid(only) : null
  return {
    kind: 'search',
    goal: engagementSid === null ? { kind: 'text', text } : { kind: 'engagement', engagementSid },
  }
}

/** The engagement SID, if the term matches only that. */
function soleEngagementSid({ isNegated, predicates }: Term) {
  const [predicate, ...others] = predicates
  return !isNegated && predicate?.on === 'sid' && others.length === 0 ? predicate.sid : null
}
