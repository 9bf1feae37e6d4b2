import { useQuery } from '@tanstack/react-query'

import { normalizeError, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { flowDefinitionQuery } from '#queries/flow-definition.ts'
import type { DefinedRevision } from '#twilio/defined-revision.ts'
import type { EngagementResponse } from '#twilio/engagement-response.ts'

import type { EngagementData } from './use-engagement-data.ts'

/**
 * How sure it is that the run followed the definition: `exact` by its number, `unchanged` since the run started,
 * `changed` since then, or `unknown`.
 */
type RevisionMatch = 'exact' | 'unchanged' | 'changed' | 'unknown'

export type FlowDefinitionData = {
  revision: DefinedRevision | null
  match: RevisionMatch
  problem: Problem | null
  isPending: boolean
  retry: () => void
}

/** Loads the definition of a run's flow: of the revision that ran if the run names it, otherwise the last published one. */
export function useFlowDefinition(
  flowSid: FlowSid,
  { engagement, request }: Pick<EngagementData, 'engagement' | 'request'>,
): FlowDefinitionData {
  const version = flowVersion(engagement)
  const { data, error, isPending, refetch } = useQuery({
    ...flowDefinitionQuery(flowSid, version),
    // Without the run itself, its flow is shown as last published.
    enabled: engagement !== null || !request.isPending,
  })
  return {
    revision: data ?? null,
    match: matchRevision(version, data ?? null, engagement?.fields.date_created ?? null),
    problem: error && normalizeError(error),
    isPending,
    retry: () => void refetch(),
  }
}

/** The run's `flow_version`, which executions have and engagements do not; null if it has none. */
export function flowVersion(engagement: EngagementResponse | null): number | null {
  const text = engagement?.entries.findLast(({ key }) => key === 'flow_version')?.text ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function matchRevision(
  version: number | null,
  revision: DefinedRevision | null,
  started: string | null,
): RevisionMatch {
  if (version !== null) return 'exact'
  const [savedMs, startedMs] = [parseTime(revision?.date ?? null), parseTime(started)]
  // Only test users run a draft, of a flow that was never published.
  if (savedMs === null || startedMs === null || revision?.status === 'draft') return 'unknown'
  return savedMs <= startedMs ? 'unchanged' : 'changed'
}
