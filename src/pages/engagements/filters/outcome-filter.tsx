import { formatCount } from '#format/count.ts'
import type { FacetCounts } from '#engine/rpc/protocol.ts'
import { outcomeOptions, type OutcomeOption } from '#contract/outcome.ts'

import { FacetFilter } from './facet-filter.tsx'

export const outcomeLabels: Record<OutcomeOption, string> = {
  completed: 'Completed',
  waiting: 'Waiting',
  'ended-early': 'Ended early',
  failed: 'Failed',
  stopped: 'Stopped',
  unknown: 'Unknown',
  'not-loaded': 'Not loaded',
}

/** What the status alone decides: these counts do not depend on steps. */
const decidedByStatus: ReadonlySet<OutcomeOption> = new Set(['waiting', 'not-loaded'])

type OutcomeFilterProps = {
  /** The selected outcomes; empty means all. */
  selected: readonly OutcomeOption[]
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  /** Whether all engagements are loaded. */
  isComplete: boolean
  onChange: (outcomes: readonly OutcomeOption[]) => void
}

/** Filters by outcome. A count has a plus sign while a run is not loaded, or its outcome is not. */
export function OutcomeFilter({ counts, isComplete, ...props }: OutcomeFilterProps) {
  function countText(option: OutcomeOption): string | null {
    if (counts === null) return null
    const isTotal = isComplete && (decidedByStatus.has(option) || counts.outcome['not-loaded'] === 0)
    return `${formatCount(counts.outcome[option])}${isTotal ? '' : '+'}`
  }
  return (
    <FacetFilter
      name="Outcome"
      allLabel="All outcomes"
      labels={outcomeLabels}
      options={outcomeOptions}
      countText={countText}
      {...props}
    />
  )
}
