import { useEffect, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isAbort } from '#contract/problem.ts'
import { getEngine } from '#queries/clients.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'
import { filterKey, type ListQuery } from '#search/query/list-query.ts'

import { loadParsedQuery } from '#pages/shared/search/load-search.ts'
import type { Bars } from './geometry.ts'
import { createLatestRunner } from './run-latest.ts'

/** Pause between two histogram requests to the engine, in ms. */
const pauseMs = 300

type BarsRequest = { runList: RunList; query: ListQuery; edges: readonly number[] }

/**
 * The engine's counts between the edges, updated when the flow's data changes. The old bars stay until the new ones are
 * here: they have their own edges, so they are placed correctly.
 */
export function useBars({ runList, query, edges }: BarsRequest): { bars: Bars | null; failed: boolean } {
  const [bars, setBars] = useState<Bars | null>(null)
  const [failed, setFailed] = useState(false)
  const [runner] = useState(() =>
    createLatestRunner(async (request: BarsRequest, signal) => {
      try {
        const params = {
          runList: request.runList,
          query: await loadParsedQuery(request.query),
          edges: [...request.edges],
        }
        const counts = await getEngine().call('histogram', params, signal)
        setBars({ edges: request.edges, counts })
        setFailed(false)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailed(true)
      }
    }, pauseMs),
  )
  useEffect(() => () => runner.stop(), [runner])

  const version = useFlowVersion(runList)
  const filters = filterKey({ ...query, from: null, to: null })
  const edgesKey = edges.join()
  useEffect(() => {
    if (version > 0 && edges.length > 1) runner.run({ runList, query, edges })
    // oxlint-disable-next-line react/exhaustive-deps -- `filters` is the key of `query`, `edgesKey` that of `edges`
  }, [runner, runList, filters, edgesKey, version])

  return { bars, failed }
}
