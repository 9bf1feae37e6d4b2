import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { formatCount, pluralize } from '#format/count.ts'
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

/**
 * "3 matches in the newest 1,000 runs; older runs not searched"; before that, "Searched 400 of 1,000 runs · 1 match so far".
 * Null without a match where every loaded run was searched.
 */
export function describeFlowMatches(
  { total, loaded, search, missingSteps }: Pick<RowsInView, 'total' | 'loaded' | 'search' | 'missingSteps'>,
  isComplete: boolean,
): string | null {
  if (search !== null && search.state !== 'done')
    return `Searched ${formatCount(search.searched)} of ${pluralize(loaded, 'run')} · ${formatCount(total)} match so far`
  const missingContexts = search?.missingContexts ?? 0
  const failedContexts = search?.failedContexts ?? 0
  const missing = [
    ...(missingContexts === 0
      ? []
      : [`${pluralize(missingContexts, 'run')}: context not loaded; open the flow to load it`]),
    ...(failedContexts === 0 ? [] : [`${pluralize(failedContexts, 'run')}: context couldn’t be read`]),
    ...(missingSteps === null || missingSteps === 0
      ? []
      : [`${pluralize(missingSteps, 'run')}: steps not loaded; open the flow to load them`]),
  ]
  if (total === 0 && missing.length === 0) return null
  const range = isComplete
    ? `in all ${pluralize(loaded, 'run')}`
    : `in the newest ${pluralize(loaded, 'run')}; older runs not searched`
  return [`${formatCount(total)} ${total === 1 ? 'match' : 'matches'} ${range}`, ...missing].join(' · ')
}
