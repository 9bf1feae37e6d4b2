import { queryOptions } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'
import { loadCurrentDefinition, parseRevision, parseRevisions } from '#twilio/defined-revision.ts'

import { twilioClient } from './twilio-client.ts'

/** Milliseconds. A flow is published now and then, and a run of minutes ago is read with the definition of then. */
const staleMs = 60_000

/**
 * The definition that a run of a flow followed.
 * @param version the revision's number; null if the run does not say, for the one that new runs follow
 */
export function flowDefinitionQuery(flowSid: FlowSid, version: number | null) {
  return queryOptions({
    queryKey: ['flow-definition', flowSid, version],
    queryFn: async ({ signal }) =>
      version === null
        ? await loadCurrentDefinition(twilioClient, flowSid, signal)
        : parseRevision(await twilioClient.revision(flowSid, version, signal)),
    staleTime: version === null ? staleMs : Infinity,
  })
}

/** The revisions of a flow, without definitions. */
export function revisionsQuery(flowSid: FlowSid) {
  return queryOptions({
    queryKey: ['revisions', flowSid],
    queryFn: async ({ signal }) => parseRevisions(await twilioClient.revisions(flowSid, signal)),
    staleTime: staleMs,
  })
}
