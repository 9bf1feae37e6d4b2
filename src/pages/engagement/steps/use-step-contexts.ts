import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { stepContextQuery } from '#queries/context.ts'

export type LoadedStepContexts = {
  /** The context after each step; null until it is loaded. */
  contexts: readonly (ParsedText | null)[]
  loadedCount: number
  problem: Problem | null
  retry: () => void
}

/** Loads the contexts after the given steps, one request at a time. They are cached. */
export function useStepContexts(
  runList: RunList,
  engagementSid: EngagementSid,
  sids: readonly (StepSid | null)[],
): LoadedStepContexts {
  const combine = useCallback((results: UseQueryResult<ParsedText>[]): LoadedStepContexts => {
    const failed = results.filter(({ error }) => error !== null)
    return {
      contexts: results.map(({ data }) => data ?? null),
      loadedCount: results.filter(({ data }) => data !== undefined).length,
      problem: failed[0]?.error ? normalizeError(failed[0].error) : null,
      retry: () => {
        for (const { refetch } of failed) void refetch()
      },
    }
  }, [])
  return useQueries({ queries: sids.map((sid) => stepContextQuery(runList, engagementSid, sid)), combine })
}
