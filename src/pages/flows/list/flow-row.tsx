import { Pin } from 'lucide'

import type { Flow } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/router/link.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { paths } from '#urls/urls.ts'

import { pinnedFlowsPref, togglePinned } from '#pages/prefs/flow-prefs.ts'
import { FlowStatusBadge } from '#pages/shared/badges/flow-status-badge.tsx'
import { EmptyValue, SidText, Timestamp } from '#pages/shared/values.tsx'
import { resultLinkProps } from '#pages/flows/search/use-go-to-result.ts'

/** A flow in the table: its link covers the row, apart from the pin. */
export function FlowRow({ flow, isPinned }: { flow: Flow; isPinned: boolean }) {
  const displayText = useDisplayText()
  const { sid } = flow
  const name = displayText(flow.friendly_name ?? '') || 'Unnamed flow'
  return (
    // WebKit ignores `relative` on a row. The transform keeps the link's overlay inside the row.
    <tr className="group/row relative h-10 [transform:translate(0)] border-b border-line hover:bg-hover">
      <td className="max-w-0 px-5">
        {sid ? (
          // The link covers the whole row.
          <Link
            {...resultLinkProps}
            to={paths.engagements(sid)}
            className="focus-ring-inset block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi className="block truncate">{name}</bdi>
        )}
      </td>
      <td className="px-3">
        <FlowStatusBadge status={flow.status} />
      </td>
      <td className="hidden px-3 text-right text-muted tabular-nums sm:table-cell">
        {flow.version ?? <EmptyValue label="No version" />}
      </td>
      <td className="hidden px-3 whitespace-nowrap text-muted tabular-nums md:table-cell">
        <Timestamp ms={parseTime(flow.date_updated)} />
      </td>
      <td className="hidden px-3 text-muted lg:table-cell">
        {sid ? <SidText sid={sid} /> : <EmptyValue label="No SID" />}
      </td>
      <td className="pr-3">
        {sid && (
          <button
            type="button"
            aria-label={`Pin ${name}`}
            aria-pressed={isPinned}
            title={isPinned ? 'Unpin from the top' : 'Pin to the top'}
            onClick={() => pinnedFlowsPref.write(togglePinned(pinnedFlowsPref.read(), sid))}
            className={`focus-ring relative z-1 flex size-7 items-center justify-center rounded-sm hover:bg-selected hover:text-ink ${isPinned ? 'text-accent' : 'text-faint opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100'}`}
          >
            <Icon icon={Pin} size={14} className={isPinned ? 'fill-current' : ''} />
          </button>
        )}
      </td>
    </tr>
  )
}
