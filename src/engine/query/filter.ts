import type { ParsedQuery } from '#search/query/list-query.ts'

import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import { filterBits, createFilterMask } from './filter-mask.ts'
import {
  channelPredicate,
  durationPredicate,
  outcomePredicate,
  startedPredicate,
  termPredicate,
  type RowPredicate,
  type MatchResultsFor,
} from './row-predicates.ts'

/** Writes the masks of the rows from `from` up to, but not including, `to`. */
export type ComputeMasks = (masks: Uint16Array, from: number, to: number) => void

export type Filter = {
  readonly computeMasks: ComputeMasks
  /** Whether the mask of an active row depends on the time until which its duration counts. */
  readonly usesDurations: boolean
}

/**
 * Compiles a query to a function that computes filter masks. Only the filters in use take time, a few nanoseconds per
 * row each.
 */
export function createFilter(
  columns: EngagementColumns,
  query: ParsedQuery,
  matchResultsFor: MatchResultsFor,
): Filter {
  const predicates = [...predicatesOf(columns, query, matchResultsFor)]
  const { minSeconds, maxSeconds, search } = query
  return {
    usesDurations:
      minSeconds !== null ||
      maxSeconds !== null ||
      search.terms.some((term) => term.predicates.some(({ on }) => on === 'duration')),
    computeMasks: (masks, from, to) => {
      // The arrays themselves: with `at` this takes half as long again.
      const { data: status } = columns.status
      const { data: channel } = columns.channel
      const { data: outcome } = columns.outcome
      for (let row = from; row < to; row++)
        masks[row] = createFilterMask(status[row] ?? 0, channel[row] ?? 0, outcome[row] ?? 0)
      for (const { bit, test } of predicates) {
        for (let row = from; row < to; row++) if (!test(row)) masks[row] = (masks[row] ?? 0) | bit
      }
    },
  }
}

function* predicatesOf(
  columns: EngagementColumns,
  query: ParsedQuery,
  matchResultsFor: MatchResultsFor,
): Generator<{ bit: number; test: RowPredicate }> {
  const { status, channels, outcomes, from, to, minSeconds, maxSeconds, search } = query
  if (status !== null) {
    const code = columns.statuses.indexOf(status)
    yield { bit: filterBits.status, test: (row) => columns.status.at(row) === code }
  }
  if (channels.length > 0) yield { bit: filterBits.channel, test: channelPredicate(columns, channels) }
  if (outcomes.length > 0) yield { bit: filterBits.outcome, test: outcomePredicate(columns, outcomes) }
  if (from !== null || to !== null) yield { bit: filterBits.range, test: startedPredicate(columns, query) }
  if (minSeconds !== null || maxSeconds !== null)
    yield { bit: filterBits.others, test: durationPredicate(columns, query) }
  for (const term of search.terms)
    yield { bit: filterBits.others, test: termPredicate(columns, term, matchResultsFor) }
}
