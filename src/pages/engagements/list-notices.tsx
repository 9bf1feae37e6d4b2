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

type ListNoticesProps = {
  runList: RunList
  query: ListQuery
  /** The newest result; null before the first one. */
  latest: Pick<RowsInView, 'search' | 'missingSteps'> | null
  loader: Loader
  newItems: NewItemsState
}

/** What the list lacks: pages, new items or contexts that could not be loaded. */
export function ListNotices({ runList, query, latest, loader, newItems }: ListNoticesProps) {
  return (
    <>
      {loader.problem && loader.pages.length > 0 && <LoadingError loader={loader} problem={loader.problem} />}
      <NewItemsError newItems={newItems} />
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
