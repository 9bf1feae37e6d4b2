import { ArrowRight } from 'lucide'

import { endOfFlow } from '#contract/outcome.ts'
import { exitToken } from '#search/syntax/cell-filters.ts'
import { Icon } from '#ui/icon.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { useMountedCount } from '#pages/shared/graph/use-mounted-count.ts'
import { EmptyValue, ExternalText } from '#pages/shared/values.tsx'
import type { ExitRow } from './exit-rows.ts'
import { FilterForRuns } from './filter-for-runs.tsx'
import { formatRuns, rowsPerFrame } from './widget-rows.ts'

type ExitTableProps = {
  rows: readonly ExitRow[]
  /** Whether the flow's definition is known. Then an exit that it lacks is marked. */
  hasDefinition: boolean
  isMore: boolean
  onExit: (exit: ExitRow) => void
}

/** The exits that runs took. Each is a button that filters the list for it. */
export function ExitTable({ rows, hasDefinition, isMore, onExit }: ExitTableProps) {
  const mounted = useMountedCount(rows.length, rowsPerFrame)
  return (
    <table aria-label="Runs by exit" className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-muted">
        <tr className="h-8 border-b border-line">
          <th className="w-1/3 px-2 font-medium">Widget</th>
          <th className="px-2 font-medium">Exit</th>
          <th className="w-20 px-2 text-right font-medium">Runs</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, mounted).map((row) => (
          <tr key={JSON.stringify([row.widget, row.event, row.next])} className="h-8 border-b border-line">
            <td className="truncate px-2 font-mono text-xs">
              <ExternalText text={row.widget} />
            </td>
            <td className="px-2">
              <Exit row={row} onExit={onExit} />
              {hasDefinition && !row.isDefined && (
                <span className="block text-2xs text-muted">not in the flow as it is now</span>
              )}
            </td>
            <td className="px-2 text-right tabular-nums">{formatRuns(row.runs, isMore)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Exit({ row, onExit }: { row: ExitRow; onExit: (exit: ExitRow) => void }) {
  const displayText = useDisplayText()
  const { widget, event, next } = row
  const text = (
    <span className="flex flex-wrap items-center gap-x-1.5 text-xs">
      <span className="max-w-full truncate">
        {event === '' ? <EmptyValue label="No event" /> : <UntrustedText text={event} />}
      </span>
      <Icon icon={ArrowRight} label="to" size={12} className="shrink-0 text-faint" />
      <span className="min-w-0 truncate font-mono">
        {next === endOfFlow ? 'end' : <UntrustedText text={next} />}
      </span>
    </span>
  )
  if (exitToken(widget, event, next) === null) return text
  return (
    <FilterForRuns
      what={`left ${displayText(widget)} by ${event === '' ? 'no event' : displayText(event)}`}
      onClick={() => onExit(row)}
    >
      {text}
    </FilterForRuns>
  )
}
