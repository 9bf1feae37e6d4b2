import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { contextQuery, engagementQuery, listedQuery } from '#queries/engagement.ts'
import { type EngagementAnswer, readEngagement } from '#twilio/engagement-answer.ts'

/** Something asked for: here, on its way, or failed; after a failure what was here before may still be. */
type Asked<T> = { data: T | null; problem: Problem | null; pending: boolean; retry: () => void }

export type Run = {
  /** From Twilio now, or as the list had it. */
  engagement: EngagementAnswer | null
  asked: Asked<unknown>
  context: Asked<string> & {
    /** True while the text is the one that came with the list. */
    asListed: boolean
  }
  /** Twilio said it does not know it. */
  unknown: boolean
}

/**
 * Everything of one run. Opening it asks for its `/Context`, and for the engagement itself: an active run has gone on
 * since the list was read. What the list had is shown meanwhile, and stays should Twilio fail.
 */
export function useEngagement(flowSid: FlowSid, engagementSid: EngagementSid): Run {
  const listed = useQuery(listedQuery(flowSid, engagementSid)).data ?? null
  const engagement = useQuery(engagementQuery(flowSid, engagementSid))
  const context = useQuery(contextQuery(flowSid, engagementSid))
  const asListed = useMemo(() => listed && readEngagement(listed.members), [listed])
  // Some list rows come with `{}` where only `/Context` has the context: showing that would be showing nothing as if it were all.
  const listedContext = listed?.context === '{}' ? null : (listed?.context ?? null)

  return {
    engagement: engagement.data ?? asListed,
    asked: asked(engagement),
    context: {
      ...asked(context),
      data: context.data ?? listedContext,
      asListed: context.data === undefined,
    },
    unknown: isNotFound(engagement.error) && isNotFound(context.error),
  }
}

type QueryResult<T> = { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown }

function asked<T>({ data, error, isPending, refetch }: QueryResult<T>): Asked<T> {
  return {
    data: data ?? null,
    problem: error && toProblem(error),
    pending: isPending,
    retry: () => void refetch(),
  }
}

function isNotFound(error: Error | null): boolean {
  return error !== null && toProblem(error).kind === 'not-found'
}
