import type { RunList } from '#contract/run-source.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { MissingData } from '#pages/engagements/search/missing-data.tsx'
import { describeUnknownOutcomes } from './outcome-notices.ts'
import { countLoadable } from './outcome-text.ts'

type MissingOutcomesProps = {
  runList: RunList
  query: ListQuery
  counts: FacetCounts
  /** Loads at once when this is another object. */
  request: object | null
  onQueryChange: (change: Partial<ListQuery>) => void
}

/** Says how many runs a filter by outcome leaves out because their outcome is not loaded, and loads them on request. */
export function MissingOutcomes({ runList, query, counts, request, onQueryChange }: MissingOutcomesProps) {
  const { outcomes } = query
  const title = describeUnknownOutcomes(outcomes, counts)
  const loadable = countLoadable(outcomes, counts)
  const isEndedMissing =
    outcomes.length > 0 && counts.outcome['not-loaded'] > 0 && !outcomes.includes('stuck')
  const showNotLoaded = isEndedMissing && (
    <Button size="sm" onClick={() => onQueryChange({ outcomes: ['not-loaded'] })}>
      Show not loaded
    </Button>
  )
  return (
    <>
      <MissingData
        kind="outcomes"
        runList={runList}
        query={query}
        missingCount={loadable}
        request={request}
        title={title ?? ''}
        actions={showNotLoaded}
      >
        {outcomes.length > 0
          ? 'More of them may match. Those of rows in view load by themselves.'
          : undefined}
      </MissingData>
      {loadable === 0 && title !== null && <Banner tone="info" title={title} actions={showNotLoaded} />}
    </>
  )
}
