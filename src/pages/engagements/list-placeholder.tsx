import { Suspense } from 'react'

import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'

const EmptyList = lazyChunk(async () => (await import('./empty-list.tsx')).EmptyList)

type ListPlaceholderProps = {
  loader: Loader
  rowWindow: (RowsInView & { query: ListQuery }) | null
  onShowAll: () => void
}

/** Shown in the list while it has no rows: loading, failed, empty, or no match. */
export function ListPlaceholder({ loader, rowWindow, onShowAll }: ListPlaceholderProps) {
  const content = renderContent()
  if (content === null) return null
  return (
    <div className="pointer-events-none absolute inset-0 top-8 flex overflow-y-auto *:pointer-events-auto">
      {content}
    </div>
  )

  function renderContent() {
    if (rowWindow && rowWindow.total > 0) return null
    if (loader.problem && loader.pages.length === 0) {
      return (
        <ProblemView
          variant="page"
          problem={loader.problem}
          title="The engagements couldn’t be loaded"
          onRetry={loader.state === 'failed' ? loader.loadMore : undefined}
        />
      )
    }
    const lastPage = loader.pages.at(-1)
    if (loader.state === 'starting' || !rowWindow || !lastPage) return <ListSkeleton />
    return (
      <Suspense>
        <EmptyList
          rowWindow={rowWindow}
          lastPage={lastPage}
          filtered={loader.filtered}
          onShowAll={onShowAll}
        />
      </Suspense>
    )
  }
}

const skeletonRows = Array.from({ length: 16 }, (_, i) => i)

/** Placeholder for the first rows. */
function ListSkeleton() {
  return (
    <div aria-hidden className="w-full overflow-hidden">
      {skeletonRows.map((i) => (
        <div
          key={i}
          className="flex h-8 items-center gap-6 border-b border-line px-5"
          style={{ opacity: 1 - i / 18 }}
        >
          <span className="h-2.5 w-16 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 w-36 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 w-40 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 flex-1 animate-pulse rounded-sm bg-hover" />
        </div>
      ))}
    </div>
  )
}
