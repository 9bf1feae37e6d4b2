import { ChevronRight } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/protocol.ts'
import type { GridColumn } from '#table/data-grid.tsx'

import { StatusMark } from '#pages/shared/status-mark.tsx'
import { Missing, Moment, RunLength, SidText } from '#pages/shared/values.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { ContactText } from './search/contact-text.tsx'

/** A row, and the flow it is of: what a cell needs to make a link. */
export type ListedEngagement = EngagementRow & { flowSid: FlowSid }

/** The columns shown until something else is chosen, in their order. */
export const usualColumns: readonly GridColumn<ListedEngagement>[] = [
  {
    id: 'status',
    header: () => <span className="@max-md:sr-only">Status</span>,
    cell: ({ row }) => <StatusMark status={row.original.status} />,
    meta: { label: 'Status', track: '104px', least: 104, narrow: 36, yields: 0 },
  },
  {
    id: 'contact',
    header: 'Contact',
    cell: ({ row }) =>
      row.original.contact === null ? (
        <Missing what="No contact" />
      ) : (
        <ContactText address={row.original.contact} />
      ),
    meta: {
      label: 'Contact',
      track: 'minmax(140px, 1fr)',
      least: 140,
      sortable: true,
      yields: 0,
      look: 'tabular-nums',
    },
  },
  {
    id: 'started',
    header: 'Started',
    cell: ({ row }) => <Moment ms={row.original.started} />,
    meta: {
      label: 'Started',
      track: '176px',
      least: 176,
      narrow: 162,
      sortable: true,
      yields: 1,
      look: 'tabular-nums',
    },
  },
  {
    id: 'updated',
    header: 'Updated',
    cell: ({ row }) => <Moment ms={row.original.updated} />,
    meta: {
      label: 'Updated',
      track: '176px',
      least: 176,
      sortable: true,
      yields: 4,
      look: 'tabular-nums text-muted',
    },
  },
  {
    id: 'duration',
    header: 'Duration',
    cell: ({ row }) => <RunLength {...row.original} />,
    meta: {
      label: 'Duration',
      track: '120px',
      least: 120,
      sortable: true,
      yields: 3,
      look: 'text-right tabular-nums pr-6',
    },
  },
  {
    id: 'engagement',
    header: () => <span className="@max-md:sr-only">Engagement</span>,
    cell: ({ row }) => <EngagementLink engagement={row.original} />,
    meta: {
      label: 'Engagement',
      track: 'minmax(96px, 2fr)',
      least: 96,
      narrow: 28,
      yields: 0,
      always: true,
      look: 'text-muted',
    },
  },
]

function EngagementLink({ engagement: { flowSid, sid } }: { engagement: ListedEngagement }) {
  const view = useView()
  if (sid === null) return <span className="text-faint">no SID</span>
  return (
    // The grid is the one tab stop; Enter on its row does what this link does.
    <Link
      to={paths.engagement(flowSid, sid, view)}
      tabIndex={-1}
      aria-label={sid}
      className="focus-ring-inset block rounded-sm hover:text-accent hover:underline"
    >
      <span className="@max-md:hidden">
        <SidText sid={sid} />
      </span>
      <ChevronRight aria-hidden size={14} className="-ml-1 @md:hidden" />
    </Link>
  )
}
