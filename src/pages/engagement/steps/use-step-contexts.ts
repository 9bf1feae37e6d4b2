import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { stepContextQuery } from '#queries/engagement.ts'

export type StepContexts = {
  /** The text of each, where it is here. */
  texts: readonly (string | null)[]
  /** How many are here. */
  here: number
  problem: Problem | null
  retry: () => void
}

/** What the flow knew at some steps. Those that are asked for are fetched, one at a time, and kept. */
export function useStepContexts(
  flowSid: FlowSid,
  engagementSid: EngagementSid,
  sids: readonly (StepSid | null)[],
): StepContexts {
  const combine = useCallback((results: UseQueryResult<string>[]): StepContexts => {
    const failed = results.filter(({ error }) => error !== null)
    return {
      texts: results.map(({ data }) => data ?? null),
      here: results.filter(({ data }) => data !== undefined).length,
      problem: failed[0]?.error ? toProblem(failed[0].error) : null,
      retry: () => {
        for (const { refetch } of failed) void refetch()
      },
    }
  }, [])
  return useQueries({ queries: sids.map((sid) => stepContextQuery(flowSid, engagementSid, sid)), combine })
}
