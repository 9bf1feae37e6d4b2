import { useQuery } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo, useRef } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { StudioDefinition } from '#contract/flow/studio-definition.ts'
import { buildRunGraph, wayId } from '#definition/run-graph.ts'
import { flowDefinitionQuery } from '#queries/flow-definition.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { addToken, exitToken, passedToken } from '#search/syntax/cell-filters.ts'
import type { Token } from '#search/syntax/query-syntax.ts'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'

import { MissingData } from '#pages/engagements/search/missing-data.tsx'
import { GraphView } from '#pages/shared/graph/graph-view.tsx'
import { describeExitCounts, exitRows } from './exit-rows.ts'
import { ExitTable } from './exit-table.tsx'
import { useFlowCounts, type FlowCounts } from './use-flow-counts.ts'
import { describeWidgetCounts, formatRuns, widgetRows, type WidgetRow } from './widget-rows.ts'
import { WidgetTable } from './widget-table.tsx'

export type FlowDialogProps = {
  runList: RunList
  query: ListQuery
  /** Whether all runs are loaded. */
  isComplete: boolean
  onQueryChange: (change: Partial<ListQuery>) => void
  onClose: () => void
}

const noCounts: FlowCounts = {
  widgets: { widgets: [], total: 0, counted: 0, missingContexts: 0, isReading: true },
  exits: { exits: [], ways: [], counted: 0, missingSteps: 0 },
}

/** The flow with the number of runs that passed each widget and took each exit, of those in the list. Both filter the list. */
export function FlowDialog({ runList, query, isComplete, onQueryChange, onClose }: FlowDialogProps) {
  const { counts, failed } = useFlowCounts({ runList, query })
  const definitionQuery = useQuery(flowDefinitionQuery(flowOf(runList), null))
  const definition = definitionQuery.data?.definition ?? null
  const content = useRef<HTMLDivElement>(null)
  const { widgets: current, exits } = counts ?? noCounts
  const isMore = !isComplete || current.isReading
  const rows = useMemo(() => widgetRows(definition, current), [definition, current])

  function filterFor(token: Token | null) {
    if (token === null) return
    onQueryChange({ text: addToken(query.text, token) })
    // Closed by itself, the dialog gives the focus back.
    content.current?.closest('dialog')?.close()
  }

  return (
    <Dialog title="Runs by widget" className="w-[1100px]" onClose={onClose}>
      <div ref={content} className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
          {failed
            ? 'The runs couldn’t be counted.'
            : describeWidgetCounts(current, { isMore: !isComplete, isFiltered: isFiltered(query) })}
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
          and splits, have no count. Contexts don’t say which exit a run took, only its steps do.{' '}
          {describeExitCounts(exits.counted, current.total, !isComplete)}
        </p>
        <MissingData kind="exits" runList={runList} query={query} missingCount={exits.missingSteps} />
        {definition === null ? (
          !definitionQuery.isPending && (
            <p className="text-muted">The flow’s definition couldn’t be loaded, so there is no graph.</p>
          )
        ) : (
          <CountedGraph
            definition={definition}
            rows={rows}
            exits={exits}
            isMore={isMore}
            isComplete={isComplete}
            onFilter={filterFor}
          />
        )}
        <WidgetTable
          rows={rows}
          hasDefinition={definition !== null}
          isMore={isMore}
          onWidget={(widget) => filterFor(passedToken(widget))}
        />
        {exits.counted > 0 && (
          <ExitTable
            rows={exitRows(definition, exits)}
            hasDefinition={definition !== null}
            isMore={!isComplete}
            onExit={({ widget, event, next }) => filterFor(exitToken(widget, event, next))}
          />
        )}
      </div>
    </Dialog>
  )
}

type CountedGraphProps = {
  definition: StudioDefinition
  rows: readonly WidgetRow[]
  exits: FlowCounts['exits']
  /** Whether more contexts may be read, and whether all runs are. */
  isMore: boolean
  isComplete: boolean
  onFilter: (token: Token | null) => void
}

function CountedGraph({ definition, rows, exits, isMore, isComplete, onFilter }: CountedGraphProps) {
  // Arranged once: counts change while runs are read, the flow does not.
  const graph = useMemo(() => buildRunGraph(definition, [], null), [definition])
  const texts = useMemo(
    () =>
      new Map(
        rows.flatMap(({ name, runs }) => (runs === null ? [] : [[name, formatRuns(runs, isMore)] as const])),
      ),
    [rows, isMore],
  )
  const wayCounts = useMemo(
    () =>
      new Map(
        exits.ways.map(({ widget, next, runs }) => [wayId(widget, next), formatRuns(runs, !isComplete)]),
      ),
    [exits, isComplete],
  )
  const counted = rows.filter(({ runs, isDefined }) => isDefined && runs !== null).length
  return (
    <div className="flex h-[56dvh] min-h-52 flex-col">
      <ReactFlowProvider>
        <GraphView
          graph={graph}
          start={definition.initial ?? definition.widgets[0]?.name ?? null}
          labels={{ badge: null, counts: texts, wayCounts }}
          description={`${counted} of them have a count. The tables say the same in words.`}
          onWidget={(widget) => onFilter(passedToken(widget))}
          onWay={(widget, next) => onFilter(exitToken(widget, null, next))}
        />
      </ReactFlowProvider>
    </div>
  )
}
