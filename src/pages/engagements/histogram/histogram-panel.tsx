import { useMemo } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import { binsForWidth } from '#format/time/time-bins.ts'
import { describeBoundedRange, type BoundedRange } from '#format/time/time-range.ts'
import { formatTimeZone } from '#format/time/time-zone.ts'
import type { PageSummary } from '#engine/rpc/load-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { useWidth } from '#ui/use-width.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import type { FilteredProgress } from '#pages/engagements/loading/use-loader.ts'
import { selectedRange } from './brush.ts'
import { Chart } from './chart.tsx'
import { binAt, timeScale } from './geometry.ts'
import { Legend } from './legend.tsx'
import { describeRangeCounts, formatBinWidth } from './histogram-text.ts'
import {
  describePublished,
  publishedWithin,
  summarizePublished,
  usePublishedRevisions,
  type PublishedRevision,
} from './published-revisions.ts'
import { RevisionMarks } from './revision-marks.tsx'
import { Sliders } from './sliders.tsx'
import {
  clipEdges,
  histogramTimeWindow,
  unreadAfter,
  unreadOfFilter,
  clipUnread,
  zoomOut,
  type UnreadRange,
} from './time-window.ts'
import { useBars } from './use-bars.ts'
import { useBrush, type OnRangeChange } from './use-brush.ts'

export type HistogramPanelProps = {
  runList: RunList
  query: ListQuery
  /** Summary of the last loaded page; null before the first. */
  lastPage: PageSummary | null
  /** What a filter asked of Twilio has loaded beside the list; null without one. */
  filtered: FilteredProgress | null
  /** Whether of all loaded runs it is known if they match. */
  isCompared: boolean
  onRange: OnRangeChange
}

/** Space at the left for the count of the highest bar, and for time not loaded yet, in px. */
const labelWidth = 44
const unreadWidth = 64

/** Engagements over time, with range selection. */
export function HistogramPanel(props: HistogramPanelProps) {
  const { query, lastPage, filtered } = props
  const now = useNow()
  const timeWindow = histogramTimeWindow(query, oldestStart(lastPage, filtered), now)
  const [attach, width] = useWidth()
  return (
    <section aria-label="Histogram" className="overflow-x-clip px-5 py-1">
      <div ref={attach}>
        {timeWindow === null ? (
          <p className="py-2 text-muted">{emptyText(props)}</p>
        ) : (
          width > 0 && <TimeWindowChart {...props} timeWindow={timeWindow} now={now} width={width} />
        )}
      </div>
    </section>
  )
}

function oldestStart(lastPage: PageSummary | null, filtered: FilteredProgress | null): number | null {
  const starts = [lastPage?.oldestStartMs ?? null, filtered?.oldestStartMs ?? null].filter(
    (ms) => ms !== null,
  )
  return starts.length === 0 ? null : Math.min(...starts)
}

function emptyText({ query: { from, to }, lastPage }: HistogramPanelProps): string {
  if (from !== null && to !== null) return 'The end of this range is not after its start.'
  return lastPage === null ? 'Nothing loaded yet.' : 'No loaded engagement has a date.'
}

type TimeWindowChartProps = HistogramPanelProps & { timeWindow: BoundedRange; now: number; width: number }

function TimeWindowChart({
  runList,
  query,
  lastPage,
  filtered,
  isCompared,
  onRange,
  timeWindow,
  now,
  width,
}: TimeWindowChartProps) {
  const zone = useTimeZone()
  const listUnread: UnreadRange = lastPage ? unreadAfter(lastPage) : { state: 'none' }
  const unread = clipUnread(unreadOfFilter(listUnread, filtered), query)
  const left = labelWidth + (query.from === null && unread.state === 'before' ? unreadWidth : 0)
  const plotWidth = Math.max(1, width - left)

  const bins = useMemo(
    () => binsForWidth(timeWindow.from, timeWindow.to, plotWidth, zone),
    [timeWindow.from, timeWindow.to, plotWidth, zone],
  )
  const edges = clipEdges(bins.edges, query)
  const timeRange = { from: edges[0] ?? timeWindow.from, to: edges.at(-1) ?? timeWindow.to }
  const scale = timeScale(timeRange, left, plotWidth)
  const revisions = usePublishedRevisions(flowOf(runList))
  const published = publishedWithin(revisions.published, timeRange)
  const displayText = useDisplayText()
  const describeRevision = (revision: PublishedRevision) =>
    describePublished(revision, zone, now, displayText)
  const { bars, failed } = useBars({ runList, query, edges })
  const { brush, dispatch, apply, pointer, onKeyDown } = useBrush({
    edges,
    scale,
    left,
    range: query,
    onRange,
  })

  const selected = selectedRange(brush)
  const selection = selected && { from: selected.from ?? timeRange.from, to: selected.to ?? timeRange.to }
  const hovered = brush.state === 'idle' && brush.hoveredAt !== null ? binAt(edges, brush.hoveredAt) : null
  const described = selection ?? hovered
  const isBounded = query.from !== null || query.to !== null

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc works wherever the focus is inside it
    <div
      role="group"
      aria-label="Range of time"
      tabIndex={-1}
      className="outline-none"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (brush.state === 'sliding' && !currentTarget.contains(relatedTarget)) dispatch({ type: 'stop' })
      }}
    >
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 text-xs text-muted">
        <Legend
          bars={bars}
          unread={unread}
          revisions={revisions.failed ? 'failed' : published.length > 0 ? 'marked' : 'none'}
        />
        <p className="min-w-0 flex-1 truncate tabular-nums max-sm:order-last max-sm:basis-full">
          {failed && !described ? 'The bars couldn’t be counted.' : renderReadout()}
        </p>
        {isBounded && (
          <>
            <Button
              size="sm"
              variant="quiet"
              onClick={() => onRange(zoomOut(timeWindow, oldestInList(), now))}
            >
              Zoom out
            </Button>
            <Button size="sm" variant="quiet" onClick={() => onRange({ from: null, to: null })}>
              All times
            </Button>
          </>
        )}
        <span>{formatTimeZone(zone, timeRange.from, timeRange.to)}</span>
      </div>
      <div className="relative cursor-crosshair touch-pan-y select-none" {...pointer}>
        <Chart
          bars={bars}
          timeRange={timeRange}
          unread={unread}
          selection={selection}
          hovered={hovered}
          width={width}
          left={left}
          labelWidth={labelWidth}
          zone={zone}
        />
        <RevisionMarks published={published} xOf={scale.xOf} describe={describeRevision} />
        <Sliders
          edges={edges}
          brush={brush}
          describe={(bin) => describeRange(bin).join('; ')}
          zone={zone}
          now={now}
          xOf={scale.xOf}
          onSlide={(handle, at) => dispatch({ type: 'slide', handle, at })}
          onApply={apply}
        />
      </div>
    </div>
  )

  function renderReadout() {
    if (!described)
      return `${describeBoundedRange(timeRange, zone, now)} · ${formatBinWidth(bins.binSize)} per bar`
    return (
      <>
        <span className="text-ink">{describeBoundedRange(described, zone, now)}</span>
        {describeRange(described).map((text) => ` · ${text}`)}
        {brush.state === 'sliding' && ' · Enter applies'}
      </>
    )
  }

  /** What started, and what was published, within a range. */
  function describeRange(range: BoundedRange): string[] {
    return [
      bars ? describeRangeCounts(bars, range, unread, isCompared) : '',
      summarizePublished(publishedWithin(published, range), describeRevision),
    ].filter((text) => text !== '')
  }

  function oldestInList(): number | null {
    return listUnread.state === 'none' ? (lastPage?.oldestStartMs ?? null) : null
  }
}
