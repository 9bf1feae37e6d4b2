import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import type { Flow } from '#contract/flow.ts'
import { parseTime } from '#display/time.ts'
import { useShown } from '#ui/veil.ts'

import { Missing, Moment, SidText } from '#pages/shared/values.tsx'
import { FlowStatus } from './flow-status.tsx'

/** The flows, newest change first as Twilio lists them; rows still to come when `flows` is null. */
export function FlowTable({ flows }: { flows: readonly Flow[] | null }) {
  return (
    // The scroller holds links, so the keyboard reaches all of it.
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
          {flows ? flows.map((flow, i) => <FlowRow key={flow.sid ?? i} flow={flow} />) : <Waiting />}
        </tbody>
      </table>
    </div>
  )
}

function FlowRow({ flow }: { flow: Flow }) {
  const shown = useShown()
  const name = shown(flow.friendly_name ?? '') || 'Flow without a name'
  return (
    <tr className="relative h-10 border-b border-line hover:bg-hover">
      <td className="max-w-0 px-5">
        {flow.sid ? (
          // The link covers the whole row.
          <Link
            to={paths.engagements(flow.sid)}
            className="focus-ring-inset block truncate font-medium after:absolute after:inset-0 focus-visible:outline-transparent focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi className="block truncate">{name}</bdi>
        )}
      </td>
      <td className="px-3">
        <FlowStatus status={flow.status} />
      </td>
      <td className="hidden px-3 text-right text-muted tabular-nums sm:table-cell">
        {flow.version ?? <Missing what="No version" />}
      </td>
      <td className="hidden px-3 whitespace-nowrap text-muted tabular-nums md:table-cell">
        <Moment ms={parseTime(flow.date_updated)} />
      </td>
      <td className="hidden px-5 text-muted lg:table-cell">
        {flow.sid ? <SidText sid={flow.sid} /> : <Missing what="No SID" />}
      </td>
    </tr>
  )
}

const waitingRows = [60, 45, 70, 52, 40, 64]

function Waiting() {
  return waitingRows.map((width) => (
    <tr key={width} className="h-10 border-b border-line">
      <td colSpan={5} className="px-5">
        <span className="block h-3 animate-pulse rounded-sm bg-hover" style={{ width: `${width}%` }} />
      </td>
    </tr>
  ))
}
