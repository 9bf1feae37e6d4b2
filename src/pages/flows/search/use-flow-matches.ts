import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { rowsQuery } from '#queries/engagement.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'

/** Matches shown per flow; the flow's own list has all of them. */
export const maxFlowMatches = 5

/** How long matches are kept for a return to the search, in ms. */
const keptForMs = 600_000

/**
 * The newest matches among a flow's loaded runs, fetched again when the engine has more; null before the first result.
 * The engine stops to search contexts soon after the page is left.
 */
export function useFlowMatches(runList: RunList, text: string): RowsInView | null {
  const isLoaded = useFlowVersion(runList) > 0
  const query = useMemo(() => parseQuery({ ...emptyQuery, text }), [text])
  const { data } = useQuery({
    ...rowsQuery({ runList, query, from: 0, size: maxFlowMatches }),
    enabled: isLoaded,
    gcTime: keptForMs,
  })
  return data ?? null
}
