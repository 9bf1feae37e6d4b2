import { QueryClient, skipToken } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import { runListOf } from '#contract/run-source.ts'
import { parseText, type ParsedText } from '#json/worker/parsed-text.ts'
import { stepContextQuery, stepsQuery } from '#queries/context.ts'
import { parseEngagement, type EngagementResponse } from '#twilio/engagement-response.ts'

import type { SavedRun } from './saved-run-file.ts'

/** The first parts of the keys of queries that compare what is already loaded. All others would send a request. */
const localQueries = new Set<unknown>(['context-diff', 'value-provenance'])

/** Answers from what it was filled with, and never sends a request: the rest fails with a sentence. */
class OfflineQueryClient extends QueryClient {
  constructor() {
    super({
      defaultOptions: {
        queries: { retry: false, staleTime: Infinity, gcTime: Infinity, networkMode: 'always' },
      },
    })
  }

  override defaultQueryOptions: QueryClient['defaultQueryOptions'] = (options) => {
    const defaulted = super.defaultQueryOptions(options)
    if (!localQueries.has(defaulted.queryKey[0]) && defaulted.queryFn !== skipToken)
      defaulted.queryFn = () => Promise.reject(new Problem('not-saved'))
    return defaulted
  }
}

/** A saved run with its contexts indexed, and the client that has its steps. */
export type OpenedRun = {
  file: SavedRun
  engagement: EngagementResponse
  context: ParsedText | null
  client: QueryClient
}

/** Indexes the contexts of a saved run. Large ones are indexed in a worker. */
export async function openSavedRun(file: SavedRun): Promise<OpenedRun> {
  const client = new OfflineQueryClient()
  const sids = [runListOf(file.flow.sid, file.source), file.engagementSid] as const
  client.setQueryData(stepsQuery(...sids).queryKey, file.steps)
  for (const { step, context } of file.stepContexts) {
    client.setQueryData(stepContextQuery(...sids, step).queryKey, await parseText(context))
  }
  return {
    file,
    engagement: parseEngagement(file.details),
    context: file.context === null ? null : await parseText(file.context),
    client,
  }
}
