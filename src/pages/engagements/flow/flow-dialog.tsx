import { useQuery } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo, useRef } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { StudioDefinition } from '#contract/flow/studio-definition.ts'
import { buildRunGraph } from '#definition/run-graph.ts'
import { flowDefinitionQuery } from '#queries/flow-definition.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { addToken, passedToken } from '#search/syntax/cell-filters.ts'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'

import { GraphView } from '#pages/shared/graph/graph-view.tsx'
import { useWidgetCounts } from './use-widget-counts.ts'
import { describeCounts, formatRuns, widgetRows, type WidgetRow } from './widget-rows.ts'
import { WidgetTable } from './widget-table.tsx'

export type FlowDialogProps = {
  runList: RunList
  query: ListQuery
  /** Whether all runs are loaded. */
  isComplete: boolean
  onQueryChange: (change: Partial<ListQuery>) => void
  onClose: () => void
}

const noCounts = { widgets: [], total: 0, counted: 0, missingContexts: 0, isReading: true }

/** The flow with the number of runs that passed each widget, of those in the list. A widget filters the list. */
export function FlowDialog({ runList, query, isComplete, onQueryChange, onClose }: FlowDialogProps) {
  const { counts, failed } = useWidgetCounts({ runList, query })
  const definitionQuery = useQuery(flowDefinitionQuery(flowOf(runList), null))
  const definition = definitionQuery.data?.definition ?? null
  const content = useRef<HTMLDivElement>(null)
  const current = counts ?? noCounts
  const isMore = !isComplete || current.isReading
  const rows = useMemo(() => widgetRows(definition, counts ?? noCounts), [definition, counts])

  function filterFor(widget: string) {
    onQueryChange({ text: addToken(query.text, passedToken(widget)) })
    // Closed by itself, the dialog gives the focus back.
    content.current?.closest('dialog')?.close()
  }

  return (
    <Dialog title="Runs by widget" className="w-[1100px]" onClose={onClose}>
      <div ref={content} className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
          {failed
            ? 'The runs couldn’t be counted.'
            : describeCounts(current, { isMore: !isComplete, isFiltered: isFiltered(query) })}
          {current.isReading && !failed && (
            <ProgressBar
              label="Counting runs"
              value={current.counted}
              max={Math.max(1, current.total - current.missingContexts)}
            />
          )}
        </p>
        <p className="max-w-prose text-xs text-muted">
          A run passed a widget where its context has a value of it. Widgets that leave none, such as triggers
          and splits, have no count. Contexts don’t say which exit a run took, so exits have none either.
        </p>
        {definition === null ? (
          !definitionQuery.isPending && (
            <p className="text-muted">The flow’s definition couldn’t be loaded, so there is no graph.</p>
          )
        ) : (
          <CountedGraph definition={definition} rows={rows} isMore={isMore} onWidget={filterFor} />
        )}
        <WidgetTable rows={rows} hasDefinition={definition !== null} isMore={isMore} onWidget={filterFor} />
      </div>
    </Dialog>
  )
}

type CountedGraphProps = {
  definition: StudioDefinition
  rows: readonly WidgetRow[]
  isMore: boolean
  onWidget: (widget: string) => void
}

function CountedGraph({ definition, rows, isMore, onWidget }: CountedGraphProps) {
  // Arranged once: counts change while runs are read, the flow does not.
  const graph = useMemo(() => buildRunGraph(definition, [], null), [definition])
  const texts = useMemo(
    () =>
      new Map(
        rows.flatMap(({ name, runs }) => (runs === null ? [] : [[name, formatRuns(runs, isMore)] as const])),
      ),
    [rows, isMore],
  )
  const counted = rows.filter(({ runs, isDefined }) => isDefined && runs !== null).length
  return (
    <div className="flex h-[56dvh] min-h-52 flex-col">
      <ReactFlowProvider>
        <GraphView
          graph={graph}
          start={definition.initial ?? definition.widgets[0]?.name ?? null}
          labels={{ badge: null, counts: texts }}
          description={`${counted} of them have a count. The table says the same in words.`}
          onWidget={onWidget}
        />
      </ReactFlowProvider>
    </div>
  )
}
