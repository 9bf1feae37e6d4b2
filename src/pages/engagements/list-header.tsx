import { Suspense, useId } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { FilterBar } from '#pages/engagements/filters/filter-bar.tsx'
import { countMatches } from '#pages/engagements/loading/loading-text.ts'
import { LoadingBar, LoadingProgress } from '#pages/engagements/loading/loading-bar.tsx'
import { NewItemsButton } from '#pages/engagements/loading/new-items.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import type { NewItemsState } from '#pages/engagements/loading/use-new-items.ts'
import { isCountKnown } from '#pages/engagements/outcomes/outcome-text.ts'
import type { RowWindow } from '#pages/engagements/rows/use-row-window.ts'

const SearchStatus = lazyChunk(
  async () => (await import('#pages/engagements/search/search-status.tsx')).SearchStatus,
)

const FilterChips = lazyChunk(
  async () => (await import('#pages/engagements/filters/filter-chips.tsx')).FilterChips,
)

type ListHeaderProps = {
  runList: RunList
  query: ListQuery
  onQueryChange: (change: Partial<ListQuery>) => void
  /** The newest result, which the counts are of; null before the first one. */
  latest: RowWindow | null
  loader: Loader
  /** Whether all runs are loaded, and searched. */
  isComplete: boolean
  /** Moves to the first row; null while the list does not show the query's rows. */
  onGoToResults: (() => void) | null
  /** Closes the panel beside the list; null without one. */
  onClosePanel: (() => void) | null
  newItems: NewItemsState
  /** Rows added above since the first row was last in view. */
  newRowsAbove: number
  onFocusList: () => void
  onGoToTop: () => void
  isHistogramCollapsed: boolean
  onHistogramCollapse: (isCollapsed: boolean) => void
}

/** The bars above the list: filters, loading progress, search status. In a tiny window all in one row that scrolls. */
export function ListHeader({
  runList,
  query,
  onQueryChange,
  latest,
  loader,
  isComplete,
  onGoToResults,
  onClosePanel,
  newItems,
  newRowsAbove,
  onFocusList,
  onGoToTop,
  isHistogramCollapsed,
  onHistogramCollapse,
}: ListHeaderProps) {
  const interpretationId = useId()
  const isSearching = latest?.total === 0 && latest.search?.state === 'running'
  const isUnknown = latest?.total === 0 && !isCountKnown(latest.query, latest.counts, latest.query.status)
  return (
    <div className="relative flex shrink-0 flex-col border-b border-line bg-canvas px-5 pt-1 max-sm:px-3 tiny:flex-row tiny:gap-3 tiny:overflow-x-auto tiny:py-0.5 tiny:[scrollbar-width:none] tiny:*:shrink-0">
      <FilterBar
        runList={runList}
        query={query}
        onQueryChange={onQueryChange}
        counts={latest?.counts ?? null}
        isComplete={isComplete}
        askedStatus={loader.filtered?.filter.status ?? null}
        onGoToResults={onGoToResults}
        onClosePanel={onClosePanel}
        isHistogramCollapsed={isHistogramCollapsed}
        onHistogramCollapse={onHistogramCollapse}
        interpretationId={interpretationId}
      />
      {/* The status buttons show a status, which alone is not worth a row of chips. */}
      {isFiltered({ ...query, text: '', status: null }) && (
        <Suspense fallback={<div className="min-h-8" />}>
          <FilterChips query={query} onQueryChange={onQueryChange} />
        </Suspense>
      )}
      <LoadingBar
        loader={loader}
        loadedCount={latest?.loaded ?? 0}
        unlistedCount={latest?.unlisted ?? 0}
        // “0 match” would read as the result.
        matchCount={latest && !isUnknown ? countMatches(latest) : null}
        isSearching={isSearching}
        newItems={newItems}
      >
        <NewItemsButton
          newItems={newItems}
          order={query.sort}
          newRowsAbove={newRowsAbove}
          onFocusList={onFocusList}
          onGoToTop={onGoToTop}
        />
      </LoadingBar>
      {query.text !== '' && (
        <Suspense fallback={<div className="min-h-7" />}>
          <SearchStatus
            runList={runList}
            query={query}
            result={latest?.query.text === query.text ? latest : null}
            interpretationId={interpretationId}
          />
        </Suspense>
      )}
      <LoadingProgress state={loader.state} />
    </div>
  )
}
