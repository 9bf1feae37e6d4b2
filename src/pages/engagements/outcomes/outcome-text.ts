import { needStepsFor, type OutcomeOption } from '#contract/outcome.ts'
import { engagementStatuses, type EngagementStatus } from '#contract/run-source.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'
import { formatCount, pluralize } from '#format/count.ts'
import type { ListQuery } from '#search/query/list-query.ts'

/** Max requests of one command: they share the account's rate limit with its own calls and messages. */
export const maxStepsRequests = 1000

/** "Load outcomes of 340 runs (340 requests)", of at most `maxStepsRequests`. */
export function describeLoadOutcomes(count: number): string {
  const requests = Math.min(count, maxStepsRequests)
  const runs =
    requests < count ? `${formatCount(requests)} of ${pluralize(count, 'run')}` : pluralize(count, 'run')
  return `Load outcomes of ${runs} (${pluralize(requests, 'request')})`
}

/** "12 runs", or "12+ runs" where it is no total. */
export function countRuns(count: number, isTotal: boolean): string {
  return isTotal ? pluralize(count, 'run') : `${formatCount(count)}+ runs`
}

/** How many runs a filter by outcome may show once their steps are loaded; without one, all whose outcome is not loaded. */
export function countLoadable(outcomes: readonly OutcomeOption[], { outcomeParts }: FacetCounts): number {
  return needStepsFor(outcomes).reduce((sum, part) => sum + outcomeParts[part], 0)
}

/** How many runs a filter by outcome leaves out because it is not known whether they match. */
export function countUnknown(outcomes: readonly OutcomeOption[], { outcomeParts }: FacetCounts): number {
  const needed = needStepsFor(outcomes)
  const ended = needed.includes('not-loaded') ? outcomeParts['not-loaded'] + outcomeParts.undecided : 0
  const active = needed.includes('waiting-not-loaded')
    ? outcomeParts['waiting-not-loaded'] + outcomeParts['waiting-undecided']
    : 0
  return ended + active
}

/**
 * Whether a status’s count is a total as far as the filter by outcome decides: it leaves out runs whose outcome is not known,
 * and of those with a status that is filtered out not even the number of these is known.
 * @param status null for all
 */
export function isCountKnown(
  query: Pick<ListQuery, 'outcomes' | 'status'>,
  counts: FacetCounts,
  status: EngagementStatus | null,
): boolean {
  if (query.outcomes.length === 0) return true
  if (status === null) return engagementStatuses.every((each) => isCountKnown(query, counts, each))
  const needed = needStepsFor(query.outcomes)
  const { outcomeParts: parts } = counts
  const [isNeeded, unknown] =
    status === 'active'
      ? [needed.includes('waiting-not-loaded'), parts['waiting-not-loaded'] + parts['waiting-undecided']]
      : [needed.includes('not-loaded'), parts['not-loaded'] + parts.undecided]
  return !isNeeded || (unknown === 0 && (query.status === null || query.status === status))
}
