import type { EngagementSid } from '#contract/sid.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'
import { needsSteps, type Term } from '#search/query/predicates.ts'

import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import type { ContextLocations } from '#engine/store/context-locations.ts'
import { withoutContextTerms } from '#engine/store/context-predicates.ts'
import { createFilter } from './filter.ts'
import { passesAll } from './filter-mask.ts'
import { notChecked } from '#engine/store/match-results.ts'

/**
 * The rows with a missing context that may match the query, in list order. Ignores the query's terms on contexts, which
 * cannot be checked yet. Skips rows without a SID, because their context cannot be requested.
 */
export function rowsWithoutContext(
  columns: EngagementColumns,
  contexts: ContextLocations,
  query: ParsedQuery,
): { row: number; sid: EngagementSid }[] {
  const search = withoutContextTerms(query.search)
  const masks = new Uint16Array(columns.count)
  const { computeMasks } = createFilter(columns, { ...query, search }, () => ({ at: () => notChecked }))
  computeMasks(masks, 0, columns.count)
  const rows: { row: number; sid: EngagementSid }[] = []
  for (let row = 0; row < columns.count; row++) {
    if (contexts.isLoaded(row) || !passesAll(masks[row] ?? 0)) continue
    const sid = columns.sids.at(row)
    if (sid !== null) rows.push({ row, sid })
  }
  return rows.toSorted((a, b) => columns.position.at(a.row) - columns.position.at(b.row))
}

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
