import { Suspense, useId } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { FilterBar } from '#pages/engagements/filters/filter-bar.tsx'
import { LoadingBar, LoadingProgress } from '#pages/engagements/loading/loading-bar.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import type { NewItemsState } from '#pages/engagements/loading/use-new-items.ts'
import type { RowWindow } from '#pages/engagements/rows/use-row-window.ts'

const SearchStatus = lazyChunk(
  async () => (await import('#pages/engagements/search/search-status.tsx')).SearchStatus,
)

type ListHeaderProps = {
  flowSid: FlowSid
  query: ListQuery
  onQueryChange: (change: Partial<ListQuery>) => void
  /** The loaded rows; null before the first ones. */
  rowWindow: RowWindow | null
  loader: Loader
  /** Whether all runs are loaded, and `rowWindow` includes them. */
  isComplete: boolean
  newItems: NewItemsState
  isHistogramCollapsed: boolean
  onHistogramCollapse: (isCollapsed: boolean) => void
}

/** The bars above the list: filters, loading progress, search status. */
export function ListHeader({
  flowSid,
  query,
  onQueryChange,
  rowWindow,
  loader,
  isComplete,
  newItems,
  isHistogramCollapsed,
  onHistogramCollapse,
}: ListHeaderProps) {
  const interpretationId = useId()
  return (
    <div className="relative flex flex-col border-b border-line bg-canvas px-5 pt-1.5 pb-1 max-sm:px-3">
      <FilterBar
        query={query}
        onQueryChange={onQueryChange}
        counts={rowWindow?.counts ?? null}
        isComplete={isComplete}
        isHistogramCollapsed={isHistogramCollapsed}
        onHistogramCollapse={onHistogramCollapse}
        interpretationId={interpretationId}
      />
      <LoadingBar
        loader={loader}
        loadedCount={rowWindow?.loaded ?? 0}
        matchCount={rowWindow && isFiltered(rowWindow.query) ? rowWindow.total : null}
        newItems={newItems}
      />
      {query.text !== '' && (
        <Suspense fallback={<div className="min-h-7" />}>
          <SearchStatus
            flowSid={flowSid}
            query={query}
            result={rowWindow?.query.text === query.text ? rowWindow : null}
            interpretationId={interpretationId}
          />
        </Suspense>
      )}
      <LoadingProgress state={loader.state} />
    </div>
  )
}
