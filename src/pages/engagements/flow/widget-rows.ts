import type { StudioDefinition } from '#contract/flow/studio-definition.ts'
import type { WidgetCounts } from '#engine/rpc/row-results.ts'
import { formatCount, pluralize } from '#format/count.ts'

/** A widget of the flow with the runs that passed it. */
export type WidgetRow = {
  name: string
  type: string | null
  /** Null where no context says it: the widget leaves no value there, or no run passed it. */
  runs: number | null
  /** Whether the flow, as it is now, has this widget. */
  isDefined: boolean
}

/** All widgets that a flow has or contexts name, most runs first, those without a count last. */
export function widgetRows(
  definition: StudioDefinition | null,
  counts: Pick<WidgetCounts, 'widgets'>,
): WidgetRow[] {
  const runsByName = new Map(counts.widgets.map(({ name, runs }) => [name, runs]))
  const defined = (definition?.widgets ?? []).map(({ name, type }) => ({
    name,
    type,
    runs: runsByName.get(name) ?? null,
    isDefined: true,
  }))
  const definedNames = new Set(defined.map(({ name }) => name))
  const others = counts.widgets
    .filter(({ name }) => !definedNames.has(name))
    .map(({ name, runs }) => ({ name, type: null, runs, isDefined: false }))
  return [...defined, ...others].toSorted((a, b) => (b.runs ?? 0) - (a.runs ?? 0))
}

type CountsState = {
  /** Whether more runs may be read, so that no count is a total. */
  isMore: boolean
  /** Whether the list has filters. */
  isFiltered: boolean
}

/** "Counted 12,000 of 12,088+ runs read · contexts not loaded: 88". */
export function describeWidgetCounts(
  { total, counted, missingContexts, isReading }: WidgetCounts,
  { isMore, isFiltered }: CountsState,
): string {
  const runs = isMore ? `${formatCount(total)}+ runs` : pluralize(total, 'run')
  const match = runs === '1 run' ? 'that matches' : 'that match'
  const unread = total - counted - missingContexts
  return [
    `Counted ${formatCount(counted)} of ${runs} ${isFiltered ? match : 'read'}`,
    ...(missingContexts > 0 ? [`contexts not loaded: ${formatCount(missingContexts)}`] : []),
    ...(unread > 0 && !isReading ? [`contexts that couldn’t be read: ${formatCount(unread)}`] : []),
  ].join(' · ')
}

/** "1,200", "1,200+" while it may still grow. */
export const formatRuns = (runs: number, isMore: boolean): string =>
  `${formatCount(runs)}${isMore ? '+' : ''}`

/** Rows of a table that are mounted in one frame, with as many widgets of the graph. */
export const rowsPerFrame = 10
