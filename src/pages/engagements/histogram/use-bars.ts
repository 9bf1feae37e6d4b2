import type { RunList } from '#contract/run-source.ts'
import { getEngine } from '#queries/clients.ts'
import { filterKey, type ListQuery } from '#search/query/list-query.ts'

import { loadParsedQuery } from '#pages/shared/search/load-search.ts'
import type { Bars } from './geometry.ts'
import { useLatest } from './use-latest.ts'

type BarsRequest = { runList: RunList; query: ListQuery; edges: readonly number[] }

/** The engine's counts between the edges. The old bars have their own edges, so they are placed correctly. */
export function useBars(request: BarsRequest): { bars: Bars | null; failed: boolean } {
  const { runList, query, edges } = request
  const { result: bars, failed } = useLatest({
    runList,
    request,
    key: `${filterKey({ ...query, from: null, to: null })} ${edges.join()}`,
    isReady: (version) => version > 0 && edges.length > 1,
    ask: loadBars,
  })
  return { bars, failed }
}

async function loadBars({ runList, query, edges }: BarsRequest, signal: AbortSignal): Promise<Bars> {
  const params = { runList, query: await loadParsedQuery(query), edges: [...edges] }
  return { edges, counts: await getEngine().call('histogram', params, signal) }
}
