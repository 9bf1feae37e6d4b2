import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { stepContextQuery, stepsQuery } from '#queries/context.ts'
import { hasContext, contextFromDocument, emptyContext, type ContextReader } from '#story/context-reader.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import type { StepContexts } from '#story/step-executions.ts'

import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

/** What a story is built from: the steps in order, the run's context, and the steps' contexts. */
export type StoryData = { steps: readonly Step[]; runContext: ContextReader; stepContexts: StepContexts }

/** Loads what a story is built from; `data` is null until the steps and the run's context are loaded. */
export function useStoryData(
  runList: RunList,
  engagementSid: EngagementSid,
  { context }: EngagementData,
): { data: StoryData | null; problem: Problem | null; retry: () => void } {
  const { data, error, refetch } = useQuery(stepsQuery(runList, engagementSid))
  const runContext = useMemo(() => context.data && contextReader(context.data), [context.data])
  const steps = useMemo(() => data && stepsInOrder(data), [data])
  const stepContexts = useLoadedStepContexts(runList, engagementSid, steps)
  const isReady = runContext !== null || !context.isPending
  return {
    data: useMemo(
      () => (steps && isReady ? { steps, runContext: runContext ?? emptyContext, stepContexts } : null),
      [steps, runContext, isReady, stepContexts],
    ),
    problem: error && normalizeError(error),
    retry: () => void refetch(),
  }
}

/**
 * The contexts of steps that the step list sent without one, if the Steps tab has loaded them. It sends no requests: a
 * story would otherwise cost one for each step.
 */
function useLoadedStepContexts(
  runList: RunList,
  engagementSid: EngagementSid,
  steps: readonly Step[] | undefined,
): StepContexts {
  const sids = useMemo(
    () => (steps ?? []).flatMap(({ sid, context }) => (sid === null || hasContext(context) ? [] : [sid])),
    [steps],
  )
  const loaded = useQueries({
    queries: sids.map((sid) => ({ ...stepContextQuery(runList, engagementSid, sid), enabled: false })),
    combine: dataOfEach,
  })
  return useMemo(
    () =>
      new Map(
        sids.flatMap((sid, i) => {
          const context = loaded[i]
          return context ? [[sid, contextReader(context)] as const] : []
        }),
      ),
    [sids, loaded],
  )
}

function dataOfEach(results: UseQueryResult<ParsedText>[]) {
  return results.map(({ data }) => data)
}

/** A context that is not JSON counts as empty; the Context tab shows the error. */
export function contextReader({ result }: ParsedText): ContextReader {
  return result instanceof JsonTextError ? emptyContext : contextFromDocument(result)
}
