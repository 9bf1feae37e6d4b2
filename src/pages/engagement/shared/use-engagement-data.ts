import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { contextQuery, listedContextQuery, listedEngagementQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { type EngagementResponse, parseEngagement } from '#twilio/engagement-response.ts'

/** The state of a request. After a failure `data` may still have what was loaded before. */
type AsyncData<T> = { data: T | null; problem: Problem | null; isPending: boolean; retry: () => void }

export type EngagementData = {
  /** From Twilio; until that has loaded, the list's copy. */
  engagement: EngagementResponse | null
  request: AsyncData<unknown>
  context: AsyncData<ParsedText> & {
    /** Whether the text is the list's copy. */
    isFromList: boolean
  }
  /** Whether Twilio responded with 404. */
  isUnknown: boolean
}

/**
 * Loads everything about one run. It requests the run's `/Context`, and the engagement itself, since an active run has
 * changed after the list was loaded. The list's copy is shown meanwhile, and stays if Twilio fails.
 */
export function useEngagementData(runList: RunList, engagementSid: EngagementSid): EngagementData {
  const listed = useQuery(listedEngagementQuery(runList, engagementSid)).data ?? null
  const engagement = useQuery(engagementQuery(runList, engagementSid))
  const context = useQuery(contextQuery(runList, engagementSid))
  // Some lists send `{}` and only `/Context` has the context; showing `{}` would look like an empty context.
  const listedText = listed?.context === '{}' ? null : (listed?.context ?? null)
  const listedContext = useQuery(listedContextQuery(runList, engagementSid, listedText)).data ?? null
  const listedEngagement = useMemo(() => listed && parseEngagement(listed.entries), [listed])

  return {
    engagement: engagement.data ?? listedEngagement,
    request: toAsyncData(engagement),
    context: {
      ...toAsyncData(context),
      data: context.data ?? listedContext,
      isFromList: context.data === undefined,
    },
    isUnknown: isNotFound(engagement.error) && isNotFound(context.error),
  }
}

type QueryResult<T> = { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown }

export function toAsyncData<T>({ data, error, isPending, refetch }: QueryResult<T>): AsyncData<T> {
  return {
    data: data ?? null,
    problem: error && normalizeError(error),
    isPending: isPending,
    retry: () => void refetch(),
  }
}

/** What is shown where a refresh failed. @param isFromList whether Twilio has not yet answered for this run alone */
export function shownInstead(isFromList: boolean): string {
  return isFromList ? 'the list’s copy' : 'what was loaded before'
}

function isNotFound(error: Error | null): boolean {
  return error !== null && normalizeError(error).kind === 'not-found'
}
