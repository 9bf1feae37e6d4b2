import type { Counts } from '#engine/protocol.ts'
import type { Question } from '#search/question.ts'

import { ChannelFilter } from './channel-filter.tsx'
import { ClearFilters } from './clear-filters.tsx'
import { DateRange } from './date-range.tsx'
import { DurationFilter } from './duration-filter.tsx'
import { HistogramToggle } from './histogram/toggle.tsx'
import { SearchBox } from './search/search-box.tsx'
import { StatusFilter } from './status-filter.tsx'

type FilterBarProps = {
  question: Question
  onAsk: (change: Partial<Question>, options?: { replace: boolean }) => void
  /** What has been read so far; null before the first page. */
  counts: Counts | null
  /** Whether the counts are totals. */
  complete: boolean
  /** Whether the histogram is folded away. */
  folded: boolean
  onFold: (folded: boolean) => void
  /** The id of what says how the search was read. */
  readingId: string
}

/** All that narrows the list: the search box, and a control for each thing that has one. */
export function FilterBar(props: FilterBarProps) {
  const { question, onAsk, counts, complete, folded, onFold, readingId } = props
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox question={question} onAsk={onAsk} readingId={readingId} />
      {/* On a phone they stand side by side and scroll: stacked, they would take the list's room. */}
      <div className="flex items-center gap-2 max-sm:-mx-3 max-sm:w-[calc(100%+1.5rem)] max-sm:overflow-x-auto max-sm:px-3 max-sm:py-0.5 sm:contents">
        <StatusFilter
          status={question.status}
          counts={counts}
          complete={complete}
          onChange={(status) => onAsk({ status })}
        />
        <ChannelFilter
          chosen={question.channels}
          counts={counts}
          complete={complete}
          onChange={(channels) => onAsk({ channels })}
        />
        <DurationFilter range={question} onChange={onAsk} />
        <DateRange range={question} onChange={onAsk} />
        <ClearFilters question={question} onAsk={onAsk} />
        <span className="ml-auto">
          <HistogramToggle folded={folded} onToggle={() => onFold(!folded)} />
        </span>
      </div>
    </div>
  )
}
