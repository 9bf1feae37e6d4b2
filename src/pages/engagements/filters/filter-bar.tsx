import type { EngagementStatus } from '#contract/run-source.ts'
import { sourceOf, type RunList } from '#contract/run-source.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'

import { ChannelFilter } from './channel-filter.tsx'
import { ClearFilters } from './clear-filters.tsx'
import { DateRangeFilter } from './date-range-filter.tsx'
import { DurationFilter } from './duration-filter.tsx'
import { HistogramToggle } from '#pages/engagements/histogram/histogram-section.tsx'
import { FilterSheet } from '#pages/engagements/filter-sheet.tsx'
import { OutcomeFilter } from './outcome-filter.tsx'
import { isCountKnown } from '#pages/engagements/outcomes/outcome-text.ts'
import { requestOutcomes } from '#pages/engagements/outcomes/outcomes-request.ts'
import { SearchBox } from '#pages/engagements/search/search-box.tsx'
import { SourceSwitch } from '#pages/engagements/source-switch.tsx'
import { ViewsButton } from '#pages/engagements/views/views-button.tsx'
import { StatusFilter } from './status-filter.tsx'

type FilterBarProps = {
  runList: RunList
  query: ListQuery
  onQueryChange: (change: Partial<ListQuery>, options?: { isTyping: boolean }) => void
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  /** Whether all runs are loaded, and searched. The counts are totals then, unless a filter by outcome leaves out some unknown ones. */
  isComplete: boolean
  /** The status that alone was asked of Twilio; null when runs with any status are loaded. */
  askedStatus: EngagementStatus | null
  isHistogramCollapsed: boolean
  onHistogramCollapse: (isCollapsed: boolean) => void
  /** Moves to the first row; null while the list does not show the query's rows. */
  onGoToResults: (() => void) | null
  /** Closes the panel beside the list; null without one. */
  onClosePanel: (() => void) | null
  /** The id of the element that describes how the search is interpreted. */
  interpretationId: string
}

/** The search box and the filter controls. */
export function FilterBar(props: FilterBarProps) {
  const {
    runList,
    query,
    onQueryChange,
    counts,
    isComplete,
    askedStatus,
    isHistogramCollapsed,
    onHistogramCollapse,
    onGoToResults,
    onClosePanel,
    interpretationId,
  } = props
  const isTotal = (status: EngagementStatus | null) =>
    isComplete && counts !== null && isCountKnown(query, counts, status)
  return (
    <div className="flex items-start gap-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 tiny:flex-nowrap">
        <SearchBox
          source={sourceOf(runList)}
          query={query}
          onQueryChange={onQueryChange}
          onGoToResults={onGoToResults}
          onClosePanel={onClosePanel}
          interpretationId={interpretationId}
        />
        <FilterSheet query={query}>
          <ViewsButton runList={runList} />
          <StatusFilter
            status={query.status}
            counts={counts}
            // Of runs with another status than the one asked of Twilio, only some are loaded.
            isComplete={(status) => isTotal(status) && (askedStatus === null || askedStatus === status)}
            onChange={(status) => onQueryChange({ status })}
          />
          <ChannelFilter
            selected={query.channels}
            counts={counts}
            // Of runs whose channel is filtered out, it is not known how many lack their outcome.
            isComplete={isTotal(query.status) && (query.channels.length === 0 || query.outcomes.length === 0)}
            onChange={(channels) => onQueryChange({ channels })}
          />
          <OutcomeFilter
            selected={query.outcomes}
            counts={counts}
            isComplete={isComplete}
            onLoad={isFiltered({ ...query, outcomes: [] }) ? () => requestOutcomes(runList, query) : null}
            onChange={(outcomes) => onQueryChange({ outcomes })}
          />
          <DurationFilter range={query} onChange={onQueryChange} />
          <DateRangeFilter range={query} onChange={onQueryChange} />
          <ClearFilters query={query} onQueryChange={onQueryChange} />
          {/* In a narrow window the header has no room for it. */}
          <SourceSwitch runList={runList} className="lg:hidden" />
        </FilterSheet>
      </div>
      {/* Beside all lines of filters, so that it never takes one of its own. */}
      <HistogramToggle
        isCollapsed={isHistogramCollapsed}
        onToggle={() => onHistogramCollapse(!isHistogramCollapsed)}
      />
    </div>
  )
}
