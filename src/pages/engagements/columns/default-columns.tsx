import { ChevronRight } from 'lucide'
import type { ReactNode } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { defaultTab } from '#urls/tabs.ts'
import { noPlace, paths, type UrlState } from '#urls/urls.ts'
import { zoneLabel } from '#format/time/time-zone.ts'
import { listColumns } from '#engine/list-columns.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { sortKeys, type ListColumnId } from '#search/query/list-query.ts'
import { isQuotedIn } from '#story/shown-values.ts'
import type { GridColumnMeta } from '#table/column-meta.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/router/link.tsx'
import { useTextMask, type TextMask } from '#ui/text/text-mask.ts'

import { lastTabPref } from '#pages/prefs/ui-prefs.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { OutcomeCell } from '#pages/engagements/outcomes/outcome-cell.tsx'
import { StatusBadge } from '#pages/shared/badges/status-badge.tsx'
import { EmptyValue, Timestamp, RunDuration, SidText } from '#pages/shared/values.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { ContactText } from '#pages/engagements/search/contact-highlight.tsx'

/** A row with its flow's SID, which a cell needs for links. */
export type ListedEngagement = EngagementRow & { runList: RunList }

/** What the grid adds to a column: how a cell is rendered, and its layout. */
type ColumnDisplay = Omit<GridColumnMeta, 'label' | 'isSortable'> & {
  cell: (engagement: ListedEngagement) => ReactNode
  /** Whether a narrow grid has no room for the header's text. */
  hidesNarrowHeader?: boolean
}

const displays: Record<ListColumnId, ColumnDisplay> = {
  status: {
    cell: ({ status }) => <StatusBadge status={status} />,
    gridTrack: '104px',
    minWidth: 104,
    compactWidth: 32,
    hidesNarrowHeader: true,
    hidePriority: 0,
  },
  contact: {
    cell: ({ contact }) =>
      contact === null ? <EmptyValue label="No contact" /> : <ContactText address={contact} />,
    // With 132 px, phone numbers have their separators, and Started fits beside it at 390 px, scroll bar included.
    gridTrack: 'minmax(132px, 4fr)',
    minWidth: 132,
    hidePriority: 0,
    sortsAscendingFirst: true,
    className: 'tabular-nums',
  },
  started: {
    // Twilio keeps runs for 30 days.
    cell: ({ started }) => <Timestamp ms={started} isRecent />,
    gridTrack: '176px',
    minWidth: 176,
    compactWidth: 162,
    // “30 Sept, 22:44” is the longest; a grid of 320 px has room for it beside a scroll bar of 15.
    smallestWidth: 105,
    headerNote: <ZoneNote />,
    hidePriority: 1,
    className: 'tabular-nums',
  },
  updated: {
    cell: ({ updated }) => <Timestamp ms={updated} />,
    gridTrack: '176px',
    minWidth: 176,
    hidePriority: 4,
    className: 'tabular-nums text-muted',
  },
  duration: {
    cell: ({ status, durationMs }) => <RunDuration ms={durationMs} isActive={status === 'active'} />,
    gridTrack: '120px',
    minWidth: 120,
    hidePriority: 3,
    className: 'text-right tabular-nums pr-6',
  },
  outcome: {
    cell: (row) => <OutcomeCell row={row} />,
    gridTrack: 'minmax(160px, 4fr)',
    minWidth: 160,
    compactWidth: 28,
    hidesNarrowHeader: true,
    hidePriority: 2,
    isAddedLater: true,
  },
  engagement: {
    cell: (engagement) => <EngagementLink engagement={engagement} />,
    // With 76 px, Started fits in every grid of 512 px, the narrowest that is not compact.
    gridTrack: 'minmax(76px, 5fr)',
    minWidth: 76,
    compactWidth: 28,
    hidesNarrowHeader: true,
    hidePriority: 0,
    isAlwaysVisible: true,
    className: 'text-muted',
  },
}

/** The time zone of all times, beside the header of the starts. */
function ZoneNote() {
  const zone = zoneLabel(useTimeZone())
  return <span title={`Times are in ${zone}`}>{zone}</span>
}

/** The default columns, in order. */
export const defaultColumns: readonly GridColumn<ListedEngagement>[] = listColumns.map(({ id, label }) => {
  const { cell, hidesNarrowHeader = false, ...layout } = displays[id]
  return {
    id,
    header: hidesNarrowHeader ? () => <span className="@max-lg:sr-only">{label}</span> : label,
    cell: ({ row }) => cell(row.original),
    meta: { label, isSortable: sortKeys.some((key) => key === id), ...layout },
  }
})

/**
 * The state of a link from a row to its run, which opens in the tab that was selected last. A run in which the search
 * matched opens at the match: in that tab if it quotes the value, or else in Context. A path with masked data, such as a
 * phone number as a key, is not in the link.
 */
export function openedUrlState(
  urlState: UrlState,
  { match }: Pick<ListedEngagement, 'match'>,
  mask: TextMask,
): UrlState {
  // An opened run's tab stays; without one the state has the default.
  const tab = urlState.tab === defaultTab ? lastTabPref.read() : urlState.tab
  const opened = { ...urlState, ...noPlace, tab }
  if (match === null) return opened
  const { path } = match
  const text = formatJsonPath(path)
  return { ...opened, tab: isQuotedIn(tab, path) ? tab : 'context', path: mask(text) === text ? path : null }
}

function EngagementLink({ engagement }: { engagement: ListedEngagement }) {
  const { runList, sid } = engagement
  const urlState = openedUrlState(useUrlState(), engagement, useTextMask())
  if (sid === null) return <span className="text-faint">no SID</span>
  return (
    // The grid is one tab stop; Enter on the row does the same as this link.
    <Link
      to={paths.engagement(runList, sid, urlState)}
      tabIndex={-1}
      aria-label={sid}
      className="focus-ring-inset block rounded-sm hover:text-accent hover:underline"
    >
      <span className="@max-lg:hidden">
        <SidText sid={sid} />
      </span>
      <Icon icon={ChevronRight} size={14} className="-ml-1 @lg:hidden" />
    </Link>
  )
}
