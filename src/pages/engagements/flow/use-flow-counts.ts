import { useEffect, useState } from 'react'

import { isAbort } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { ExitCounts, WidgetCounts } from '#engine/rpc/row-results.ts'
import { getEngine } from '#queries/clients.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'
import { filterKey, type ListQuery } from '#search/query/list-query.ts'

import { createLatestRunner } from '#pages/engagements/histogram/run-latest.ts'
import { loadParsedQuery } from '#pages/shared/search/load-search.ts'

/** Pause between two requests for counts to the engine, in ms. */
const pauseMs = 300

type CountsRequest = { runList: RunList; query: ListQuery }

export type FlowCounts = { widgets: WidgetCounts; exits: ExitCounts }

/** How many of the runs that match passed each widget and took each exit; updated while their contexts are read, and when runs are loaded. */
export function useFlowCounts({ runList, query }: CountsRequest): {
  counts: FlowCounts | null
  failed: boolean
} {
  const [counts, setCounts] = useState<FlowCounts | null>(null)
  const [failed, setFailed] = useState(false)
  const [runner] = useState(() =>
    createLatestRunner(async (request: CountsRequest, signal) => {
      try {
        const parsedQuery = await loadParsedQuery(request.query)
        const params = { runList: request.runList, query: parsedQuery }
        setCounts(await getEngine().call('widgetCounts', params, signal))
        setFailed(false)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailed(true)
      }
    }, pauseMs),
  )
  useEffect(() => () => runner.stop(), [runner])

  const version = useFlowVersion(runList)
  const filters = filterKey(query)
  useEffect(() => {
    runner.run({ runList, query })
    // oxlint-disable-next-line react/exhaustive-deps -- `filters` is the key of `query`
  }, [runner, runList, filters, version])

  return { counts, failed }
}
