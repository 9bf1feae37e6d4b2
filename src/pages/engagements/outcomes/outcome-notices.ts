import { needStepsFor, type OutcomeOption } from '#contract/outcome.ts'
import type { FacetCounts, WaitLimit } from '#engine/rpc/row-results.ts'
import { pluralize } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'

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
