import { Suspense, useEffect } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useStore } from '#ui/store.ts'

import { LoadingError } from '#pages/engagements/loading/loading-error.tsx'
import { NewItemsError } from '#pages/engagements/loading/new-items.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { isRequestFor, outcomesRequest } from '#pages/engagements/outcomes/outcomes-request.ts'
import type { NewItemsState } from '#pages/engagements/loading/use-new-items.ts'

// Only a search through contexts or by the last widget needs it.
const MissingData = lazyChunk(
  async () => (await import('#pages/engagements/search/missing-data.tsx')).MissingData,
)

// Only a filter by outcome needs it.
const MissingOutcomes = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/missing-outcomes.tsx')).MissingOutcomes,
)
const StuckNotice = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/stuck-notice.tsx')).StuckNotice,
)

type ListNoticesProps = {
  runList: RunList
  query: ListQuery
  /** The newest result; null before the first one. */
  latest: Pick<RowsInView, 'search' | 'missingSteps' | 'counts' | 'stuckWidgets'> | null
  /** Whether the counts of the result are totals. */
  hasTotals: boolean
  onQueryChange: (change: Partial<ListQuery>) => void
  loader: Loader
  newItems: NewItemsState
}

/** What the list lacks: pages, new items or contexts that could not be loaded. */
export function ListNotices(props: ListNoticesProps) {
  const { runList, query, latest, hasTotals, onQueryChange, loader, newItems } = props
  const request = useStore(outcomesRequest)
  const isRequested = isRequestFor(request, runList, query)
  // Coming back to these filters is no request.
  useEffect(() => {
    if (!isRequested) outcomesRequest.set(null)
  }, [isRequested])
  useEffect(() => () => outcomesRequest.set(null), [])
  return (
    <>
      {loader.problem && loader.pages.length > 0 && <LoadingError loader={loader} problem={loader.problem} />}
      <NewItemsError newItems={newItems} />
      {latest?.stuckWidgets && (
        <Suspense>
          <StuckNotice widgets={latest.stuckWidgets} hasTotals={hasTotals} />
        </Suspense>
      )}
      {latest && (query.outcomes.length > 0 || isRequested) && (
        <Suspense>
          <MissingOutcomes
            runList={runList}
            query={query}
            counts={latest.counts}
            request={isRequested ? request : null}
            onQueryChange={onQueryChange}
          />
        </Suspense>
      )}
      {latest?.search && (
        <Suspense>
          <MissingData
            kind="contexts"
            runList={runList}
            query={query}
            missingCount={latest.search.missingContexts}
          />
        </Suspense>
      )}
      {latest && latest.missingSteps !== null && (
        <Suspense>
          <MissingData kind="steps" runList={runList} query={query} missingCount={latest.missingSteps} />
        </Suspense>
      )}
    </>
  )
}
