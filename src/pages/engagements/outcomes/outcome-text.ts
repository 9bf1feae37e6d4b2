import type { FacetCounts } from '#engine/rpc/row-results.ts'
import { needStepsFor, type OutcomeOption } from '#contract/outcome.ts'
import { formatCount, pluralize } from '#format/count.ts'

/** Max requests of one command: they share the account's rate limit with its own calls and messages. */
export const maxStepsRequests = 1000

/** "Load outcomes of 340 runs (340 requests)", of at most `maxStepsRequests`. */
export function describeLoadOutcomes(count: number): string {
  const requests = Math.min(count, maxStepsRequests)
  const runs =
    requests < count ? `${formatCount(requests)} of ${pluralize(count, 'run')}` : pluralize(count, 'run')
  return `Load outcomes of ${runs} (${pluralize(requests, 'request')})`
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
