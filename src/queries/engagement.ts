import { queryOptions, skipToken } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { EngineMethods } from '#engine/rpc/protocol.ts'

import { getEngine, loadTwilioClient } from './clients.ts'

/** One engagement, from Twilio. Without a SID the query is disabled. */
export function engagementQuery(runList: RunList, engagementSid: EngagementSid | null) {
  return queryOptions({
    queryKey: ['engagement', runList, engagementSid],
    queryFn: engagementSid
      ? async ({ signal }) => (await loadTwilioClient()).engagement(runList, engagementSid, signal)
      : skipToken,
  })
}

/** The prefix of the keys of all queries that the engine answers from a flow's loaded rows. */
export const engineQueryKey = (runList: RunList) => ['engine', runList] as const

/** The previous and next engagement in the filtered and sorted list; null while the list does not have this run. */
export function neighboursQuery(params: EngineMethods['neighbours']['params']) {
  return queryOptions({
    queryKey: [...engineQueryKey(params.runList), 'neighbours', params],
    queryFn: ({ signal }) => getEngine().call('neighbours', params, signal),
    staleTime: 0,
    gcTime: 0,
  })
}

/** Loaded rows that match a list query. */
export function rowsQuery(params: EngineMethods['rows']['params']) {
  return queryOptions({
    queryKey: [...engineQueryKey(params.runList), 'rows', params],
    queryFn: ({ signal }) => getEngine().call('rows', params, signal),
    staleTime: 0,
    gcTime: 0,
  })
}
