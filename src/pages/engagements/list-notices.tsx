import { Suspense } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/protocol.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { LoadingError } from '#pages/engagements/loading/loading-error.tsx'
import { NewItemsError } from '#pages/engagements/loading/new-items.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import type { NewItemsState } from '#pages/engagements/loading/use-new-items.ts'

// Only a search through contexts or by the last widget needs it.
const MissingData = lazyChunk(
  async () => (await import('#pages/engagements/search/missing-data.tsx')).MissingData,
)

// Only a filter by outcome needs it.
const UnknownOutcomes = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/unknown-outcomes.tsx')).UnknownOutcomes,
)

type ListNoticesProps = {
  runList: RunList
  query: ListQuery
  /** The newest result; null before the first one. */
  latest: Pick<RowsInView, 'search' | 'missingSteps' | 'counts'> | null
  onQueryChange: (change: Partial<ListQuery>) => void
  loader: Loader
  newItems: NewItemsState
}

/** What the list lacks: pages, new items or contexts that could not be loaded. */
export function ListNotices(props: ListNoticesProps) {
  const { runList, query, latest, onQueryChange, loader, newItems } = props
  const isOutcomeNeeded = query.outcomes.some((each) => each !== 'waiting' && each !== 'not-loaded')
  return (
    <>
      {loader.problem && loader.pages.length > 0 && <LoadingError loader={loader} problem={loader.problem} />}
      <NewItemsError newItems={newItems} />
      {isOutcomeNeeded && !query.outcomes.includes('not-loaded') && latest && (
        <Suspense>
          <UnknownOutcomes
            count={latest.counts.outcome['not-loaded']}
            onShow={() => onQueryChange({ outcomes: ['not-loaded'] })}
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
