import { paths } from '#urls/urls.ts'
import type { Flow } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { Link } from '#ui/router/link.tsx'

import { EmptyValue, Timestamp, SidText } from '#pages/shared/values.tsx'
import { FlowStatusBadge } from '#pages/shared/flow-status-badge.tsx'

/** The flows in Twilio's order: last updated first. Shows skeleton rows while `flows` is null. */
export function FlowTable({ flows }: { flows: readonly Flow[] | null }) {
  return (
    // The scroll container needs no tab stop: its links make all of it reachable by keyboard.
    <div className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
      <table aria-label="Flows" aria-busy={flows === null} className="w-full border-collapse text-left">
        <thead className="sticky top-0 z-10 bg-surface text-xs text-muted shadow-[inset_0_-1px_0_var(--color-line)]">
          <tr className="h-8">
            <th className="w-full px-5 font-medium">Name</th>
            <th className="px-3 font-medium">Status</th>
            <th className="hidden px-3 text-right font-medium sm:table-cell">Version</th>
            <th className="hidden px-3 font-medium md:table-cell">Updated</th>
            <th className="hidden px-5 font-medium lg:table-cell">Flow SID</th>
          </tr>
        </thead>
        <tbody>
          {flows ? flows.map((flow, i) => <FlowRow key={flow.sid ?? i} flow={flow} />) : <SkeletonRows />}
        </tbody>
      </table>
    </div>
  )
}

function FlowRow({ flow }: { flow: Flow }) {
  const displayText = useDisplayText()
  const name = displayText(flow.friendly_name ?? '') || 'Unnamed flow'
  return (
    // WebKit ignores `relative` on a row. The transform keeps the link's overlay inside the row.
    <tr className="relative h-10 [transform:translate(0)] border-b border-line hover:bg-hover">
      <td className="max-w-0 px-5">
        {flow.sid ? (
          // The link covers the whole row.
          <Link
            to={paths.engagements(flow.sid)}
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
      <td className="hidden px-5 text-muted lg:table-cell">
        {flow.sid ? <SidText sid={flow.sid} /> : <EmptyValue label="No SID" />}
      </td>
    </tr>
  )
}

const skeletonWidths = [60, 45, 70, 52, 40, 64]

function SkeletonRows() {
  return skeletonWidths.map((width) => (
    <tr key={width} className="h-10 border-b border-line">
      <td colSpan={5} className="px-5">
        <span className="block h-3 animate-pulse rounded-sm bg-hover" style={{ width: `${width}%` }} />
      </td>
    </tr>
  ))
}
