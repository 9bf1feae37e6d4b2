import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'

import { flowOf, runListOf, sourceOf, type RunList } from '#contract/run-source.ts'
import { flowsQuery } from '#queries/flows.ts'
import { sessionQuery } from '#session/session-query.ts'

import { splitFaults } from '#pages/flows/list/arrange-flows.ts'
import { searchOrder, type SearchableFlow } from '#pages/flows/search/cross-flow-search.ts'
import { loadedPages } from '#pages/flows/search/search-flow.ts'

/** The account's other flows, without the demo's that fail on purpose; null before they are loaded. */
export function useOtherFlows(runList: RunList): readonly SearchableFlow[] | null {
  const { data: flows } = useQuery(flowsQuery())
  const isDemo = useQuery(sessionQuery()).data?.demo === true
  return useMemo(
    () =>
      flows
        ? searchOrder(splitFaults(flows, isDemo).ordinary).filter(({ sid }) => sid !== flowOf(runList))
        : null,
    [flows, isDemo, runList],
  )
}

/** How many requests it takes to load the newest page of each other flow; null before the flows are known. */
export function useRequestsForAllFlows(runList: RunList): number | null {
  const client = useQueryClient()
  const flows = useOtherFlows(runList)
  const source = sourceOf(runList)
  return flows && flows.filter(({ sid }) => loadedPages(client, runListOf(sid, source)).length === 0).length
}
