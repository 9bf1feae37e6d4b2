import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { getEngine } from '#queries/clients.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { PauseButton } from '#ui/controls/pause-button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'

import { SearchInterpretation } from '#pages/shared/search/search-interpretation.tsx'
import { describeSearchProgress } from './search-text.ts'
import { TargetLink } from './target-link.tsx'

type SearchStatusProps = {
  runList: RunList
  query: ListQuery
  /** What the engine has found so far; null until its first result for this query. */
  result: RowsInView | null
  /** The id that the search box's `aria-describedby` refers to. */
  interpretationId: string
}

/** How the search is interpreted, and its progress. */
export function SearchStatus({ runList, query, result, interpretationId }: SearchStatusProps) {
  const parsed = parseSearch(query.text)
  const search = result?.search ?? null
  const setRunning = (isRunning: boolean) => void getEngine().call('setSearchRunning', { runList, isRunning })
  return (
    <section aria-label="Search" className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1 text-muted">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 sm:flex-1 sm:basis-56">
        <SearchInterpretation id={interpretationId} parsed={parsed} />
        {parsed.target && (
          <TargetLink runList={runList} target={parsed.target} matchCount={result?.total ?? null} />
        )}
      </div>
      {result && search && (
        <p className="flex shrink-0 items-center gap-2 tabular-nums max-sm:shrink">
          {search.state === 'running' && (
            <ProgressBar label="Searching contexts" value={search.searchedBytes} max={search.totalBytes} />
          )}
          {describeSearchProgress(result)}
          {search.state !== 'done' && (
            <PauseButton
              isPaused={search.state === 'paused'}
              labels={{ pause: 'Pause search', resume: 'Resume search' }}
              onPause={() => setRunning(false)}
              onResume={() => setRunning(true)}
            />
          )}
        </p>
      )}
    </section>
  )
}
