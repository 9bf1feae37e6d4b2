import { useDisplayText } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { useMountedCount } from '#pages/shared/graph/use-mounted-count.ts'
import { EmptyValue, ExternalText } from '#pages/shared/values.tsx'
import { FilterForRuns } from './filter-for-runs.tsx'
import { formatRuns, rowsPerFrame, type WidgetRow } from './widget-rows.ts'

type WidgetTableProps = {
  rows: readonly WidgetRow[]
  /** Whether the flow's definition is known. Then a widget that it lacks is marked. */
  hasDefinition: boolean
  isMore: boolean
  onWidget: (widget: string) => void
}

/** The widgets with their runs. One with a count is a button that filters the list for it. */
export function WidgetTable({ rows, hasDefinition, isMore, onWidget }: WidgetTableProps) {
  const mounted = useMountedCount(rows.length, rowsPerFrame)
  return (
    <table aria-label="Runs by widget" className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-muted">
        <tr className="h-8 border-b border-line">
          <th className="px-2 font-medium">Widget</th>
          <th className="w-52 px-2 font-medium max-sm:hidden">Type</th>
          <th className="w-24 px-2 text-right font-medium">Runs</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, mounted).map((row) => (
          <tr key={row.name} className="h-8 border-b border-line">
            <td className="px-2">
              <WidgetName row={row} onWidget={onWidget} />
            </td>
            <td className="truncate px-2 text-xs text-muted max-sm:hidden">
              {row.type === null ? (
                hasDefinition && !row.isDefined ? (
                  'not in the flow as it is now'
                ) : (
                  <EmptyValue label="Unknown" />
                )
              ) : (
                <ExternalText text={row.type} />
              )}
            </td>
            <td className="px-2 text-right tabular-nums">
              {row.runs === null ? <EmptyValue label="Not known" /> : formatRuns(row.runs, isMore)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WidgetName({
  row: { name, runs },
  onWidget,
}: {
  row: WidgetRow
  onWidget: (widget: string) => void
}) {
  const displayText = useDisplayText()
  const text = (
    <span className="block truncate font-mono text-xs">
      <UntrustedText text={name} />
    </span>
  )
  if (runs === null) return <span title={displayText(name)}>{text}</span>
  return (
    <FilterForRuns what={`passed ${displayText(name)}`} onClick={() => onWidget(name)}>
      {text}
    </FilterForRuns>
  )
}
