import { queryOptions } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'

import { getEngine } from './clients.ts'

/** One flow. Apart from `flowsQuery`: each list shows its flow's name, and its first rows need no client of Twilio's. */
export function flowQuery(flowSid: FlowSid) {
  return queryOptions({
    queryKey: ['flow', flowSid],
    queryFn: ({ signal }) => getEngine().call('flow', { flowSid }, signal),
  })
}
