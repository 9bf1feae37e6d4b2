import { Suspense } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { FacetCounts, SearchProgress } from '#engine/rpc/protocol.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { LoadingError } from '#pages/engagements/loading/loading-error.tsx'
import { NewItemsError } from '#pages/engagements/loading/new-items.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import type { NewItemsState } from '#pages/engagements/loading/use-new-items.ts'

// Only a search through contexts needs it.
const MissingContexts = lazyChunk(
  async () => (await import('#pages/engagements/search/missing-contexts.tsx')).MissingContexts,
)

// Only a filter by outcome needs it.
const UnknownOutcomes = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/unknown-outcomes.tsx')).UnknownOutcomes,
)

type ListNoticesProps = {
  runList: RunList
  query: ListQuery
  /** Progress of the search through contexts; null without one. */
  search: SearchProgress | null
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  onQueryChange: (change: Partial<ListQuery>) => void
  loader: Loader
  newItems: NewItemsState
}

/** What the list lacks: pages, new items or contexts that could not be loaded. */
export function ListNotices(props: ListNoticesProps) {
  const { runList, query, search, counts, onQueryChange, loader, newItems } = props
  const isOutcomeNeeded = query.outcomes.some((each) => each !== 'waiting' && each !== 'not-loaded')
  return (
    <>
      {loader.problem && loader.pages.length > 0 && <LoadingError loader={loader} problem={loader.problem} />}
      <NewItemsError newItems={newItems} />
      {isOutcomeNeeded && !query.outcomes.includes('not-loaded') && counts && (
        <Suspense>
          <UnknownOutcomes
            count={counts.outcome['not-loaded']}
            onShow={() => onQueryChange({ outcomes: ['not-loaded'] })}
          />
        </Suspense>
      )}
      {search && (
        <Suspense>
          <MissingContexts runList={runList} query={query} missingCount={search.missingContexts} />
        </Suspense>
      )}
    </>
  )
}
