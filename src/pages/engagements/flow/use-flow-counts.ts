import type { RunList } from '#contract/run-source.ts'
import type { ExitCounts, WidgetCounts } from '#engine/rpc/row-results.ts'
import { getEngine } from '#queries/clients.ts'
import { filterKey, type ListQuery } from '#search/query/list-query.ts'

import { useLatest } from '#pages/engagements/histogram/use-latest.ts'
import { loadParsedQuery } from '#pages/shared/search/load-search.ts'

type CountsRequest = { runList: RunList; query: ListQuery }

export type FlowCounts = { widgets: WidgetCounts; exits: ExitCounts }

/** How many of the runs that match passed each widget and took each exit; updated while their contexts are read, and when runs are loaded. */
export function useFlowCounts(request: CountsRequest): { counts: FlowCounts | null; failed: boolean } {
  const { result: counts, failed } = useLatest({
    runList: request.runList,
    request,
    key: filterKey(request.query),
    isReady: () => true,
    ask: loadCounts,
  })
  return { counts, failed }
}

async function loadCounts({ runList, query }: CountsRequest, signal: AbortSignal): Promise<FlowCounts> {
  return await getEngine().call('widgetCounts', { runList, query: await loadParsedQuery(query) }, signal)
}
