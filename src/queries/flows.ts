import { queryOptions } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'

import { twilioClient } from './clients.ts'

/** All flows of the account. */
export function flowsQuery() {
  return queryOptions({
    queryKey: ['flows'],
    queryFn: ({ signal }) => twilioClient.flows(signal),
  })
}

export function flowQuery(flowSid: FlowSid) {
  return queryOptions({
    queryKey: ['flow', flowSid],
    queryFn: ({ signal }) => twilioClient.flow(flowSid, signal),
  })
}
