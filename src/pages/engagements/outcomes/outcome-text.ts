import type { FacetCounts, WaitLimit } from '#engine/rpc/row-results.ts'
import { needStepsFor, type OutcomeOption } from '#contract/outcome.ts'
import { formatCount, pluralize } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'

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

/**
 * Which runs a filter by outcome leaves out because it is not known whether they match; null without any.
 * "340 runs with an outcome that isn’t loaded · 12 active runs: not known where they wait".
 */
export function describeUnknownOutcomes(
  outcomes: readonly OutcomeOption[],
  { outcomeParts }: FacetCounts,
): string | null {
  const needed = needStepsFor(outcomes)
  const ended = needed.includes('not-loaded') ? outcomeParts['not-loaded'] : 0
  const undecided = needed.includes('not-loaded') ? outcomeParts.undecided : 0
  const active = needed.includes('waiting-not-loaded')
    ? outcomeParts['waiting-not-loaded'] + outcomeParts['waiting-undecided']
    : 0
  const parts = [
    ...(ended > 0 ? [`${pluralize(ended, 'run')} with an outcome that isn’t loaded`] : []),
    ...(active > 0
      ? [`${pluralize(active, 'active run')}: not known where ${active === 1 ? 'it waits' : 'they wait'}`]
      : []),
    ...(undecided > 0
      ? [`${pluralize(undecided, 'run')} with an outcome that only the opened run shows`]
      : []),
  ]
  return parts.length === 0 ? null : parts.join(' · ')
}

/**
 * Why a run at this widget is stuck: "Waiting at ask for longer than 95 of 100 completed waits (12 min)", or "Waiting at ask
 * for more than 1 h (too few completed waits are loaded)".
 */
export function describeStuck({ widget, limitMs, completedWaits }: WaitLimit & { widget: string }): string {
  const limit = formatDuration(limitMs)
  return completedWaits === null
    ? `Waiting at ${widget} for more than ${limit} (too few completed waits are loaded)`
    : `Waiting at ${widget} for longer than 95 of 100 completed waits (${limit})`
}
