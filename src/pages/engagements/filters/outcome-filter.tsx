import { formatCount } from '#format/count.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'
import { outcomeOptions, type OutcomeOption } from '#contract/outcome.ts'

import {
  countLoadable,
  describeLoadOutcomes,
  countUnknown,
} from '#pages/engagements/outcomes/outcome-text.ts'
import { FacetFilter } from './facet-filter.tsx'

export const outcomeLabels: Record<OutcomeOption, string> = {
  completed: 'Completed',
  waiting: 'Waiting',
  stuck: 'Stuck',
  'ended-early': 'Ended early',
  failed: 'Failed',
  stopped: 'Stopped',
  unknown: 'Unknown',
  'not-loaded': 'Not loaded',
}

type OutcomeFilterProps = {
  /** The selected outcomes; empty means all. */
  selected: readonly OutcomeOption[]
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  /** Whether all engagements are loaded. */
  isComplete: boolean
  /** Loads the outcomes of the runs that match the other filters; null without any. */
  onLoad: (() => void) | null
  onChange: (outcomes: readonly OutcomeOption[]) => void
}

/** Filters by outcome. A count has a plus sign while a run is not loaded, or its outcome is not. */
export function OutcomeFilter({ selected, counts, isComplete, onLoad, ...props }: OutcomeFilterProps) {
  function countText(option: OutcomeOption): string | null {
    if (counts === null) return null
    const isTotal = isComplete && countUnknown([option], counts) === 0
    return `${formatCount(counts.outcome[option])}${isTotal ? '' : '+'}`
  }
  const loadable = counts === null ? 0 : countLoadable(selected, counts)
  return (
    <FacetFilter
      name="Outcome"
      allLabel="All outcomes"
      labels={outcomeLabels}
      options={outcomeOptions}
      selected={selected}
      countText={countText}
      action={
        counts !== null && onLoad !== null && loadable > 0
          ? { label: describeLoadOutcomes(loadable), onSelect: onLoad }
          : null
      }
      {...props}
    />
  )
}
