import { queryOptions } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'

import { twilio } from './sources.ts'

/** All flows of the account. */
export function flowsQuery() {
  return queryOptions({
    queryKey: ['flows'],
    queryFn: ({ signal }) => twilio.flows(signal),
  })
}

export function flowQuery(flowSid: FlowSid) {
  return queryOptions({
    queryKey: ['flow', flowSid],
    queryFn: ({ signal }) => twilio.flow(flowSid, signal),
  })
}
