import { queryOptions, skipToken } from '@tanstack/react-query'

import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import type { Asks } from '#engine/protocol.ts'
import { createTurns } from '#engine/turns.ts'

import { engine, twilio } from './sources.ts'

/** One engagement as Twilio has it now; asks nothing when there is none. */
export function engagementQuery(flowSid: FlowSid, engagementSid: EngagementSid | null) {
  return queryOptions({
    queryKey: ['engagement', flowSid, engagementSid],
    queryFn: engagementSid ? ({ signal }) => twilio.engagement(flowSid, engagementSid, signal) : skipToken,
  })
}

/** One engagement as the list had it: at once, but as old as the reading; null when the list has not got to it. */
export function listedQuery(flowSid: FlowSid, engagementSid: EngagementSid) {
  return queryOptions({
    queryKey: ['listed', flowSid, engagementSid],
    queryFn: ({ signal }) => engine().ask('listed', { flowSid, engagementSid }, signal),
    // Asked anew at each opening: the list may have got to it meanwhile, and asking costs no request.
    staleTime: 0,
    gcTime: 0,
  })
}

/** What the flow knew: the reading that is audited, and fresh for an active run. The JSON text as it was sent. */
export function contextQuery(flowSid: FlowSid, engagementSid: EngagementSid) {
  return queryOptions({
    queryKey: ['context', flowSid, engagementSid],
    queryFn: ({ signal }) => twilio.context(flowSid, engagementSid, signal),
  })
}

export function stepsQuery(flowSid: FlowSid, engagementSid: EngagementSid) {
  return queryOptions({
    queryKey: ['steps', flowSid, engagementSid],
    queryFn: ({ signal }) => twilio.steps(flowSid, engagementSid, signal),
  })
}

/** Requests for many steps must not crowd out the calls and messages of the customer's own account. */
const turn = createTurns()

/** What the flow knew after a step, as it was sent. It is over, so it never changes. */
export function stepContextQuery(flowSid: FlowSid, engagementSid: EngagementSid, stepSid: StepSid | null) {
  return queryOptions({
    queryKey: ['step-context', flowSid, engagementSid, stepSid],
    queryFn: stepSid
      ? ({ signal }) => turn(() => twilio.stepContext(flowSid, engagementSid, stepSid, signal), signal)
      : skipToken,
    staleTime: Infinity,
  })
}

/** The list goes on being read while a run is looked at: how often the engine is asked again, in ms. It costs no request. */
const askEngineAgain = 3000

/** Who stands beside an engagement in the list as it is filtered and sorted. */
export function neighboursQuery(params: Asks['neighbours']['params']) {
  return queryOptions({
    queryKey: ['neighbours', params],
    queryFn: ({ signal }) => engine().ask('neighbours', params, signal),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: askEngineAgain,
  })
}

/** The first rows that answer a question, of those read. */
export function rowsQuery(params: Asks['rows']['params']) {
  return queryOptions({
    queryKey: ['rows', params],
    queryFn: ({ signal }) => engine().ask('rows', params, signal),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: askEngineAgain,
  })
}
