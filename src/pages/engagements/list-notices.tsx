import { Suspense } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { SearchProgress } from '#engine/rpc/protocol.ts'
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

type ListNoticesProps = {
  runList: RunList
  query: ListQuery
  /** Progress of the search through contexts; null without one. */
  search: SearchProgress | null
  loader: Loader
  newItems: NewItemsState
}

/** What the list lacks: pages, new items or contexts that could not be loaded. */
export function ListNotices({ runList, query, search, loader, newItems }: ListNoticesProps) {
  return (
    <>
      {loader.problem && loader.pages.length > 0 && <LoadingError loader={loader} problem={loader.problem} />}
      <NewItemsError newItems={newItems} />
      {search && (
        <Suspense>
          <MissingContexts runList={runList} query={query} missingCount={search.missingContexts} />
        </Suspense>
      )}
    </>
  )
}
