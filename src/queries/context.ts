import { queryOptions, skipToken } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { createMutex } from '#engine/load/mutex.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { diffAsync } from '#json/worker/worker-client.ts'
import { type ParsedText, parseText } from '#json/worker/parsed-text.ts'

import { getEngine } from './clients.ts'
import { twilioClient } from './twilio-client.ts'

/* The queries of an opened run. Apart from those of the list, since they load with the panel. */

/** The list's copy of one engagement: available at once, but as old as the list; null when the list has not loaded it. */
export function listedEngagementQuery(runList: RunList, engagementSid: EngagementSid) {
  return queryOptions({
    queryKey: ['rawEngagement', runList, engagementSid],
    queryFn: ({ signal }) => getEngine().call('rawEngagement', { runList, engagementSid }, signal),
    // Not cached: the list may have loaded it meanwhile, and the engine needs no request to Twilio.
    staleTime: 0,
    gcTime: 0,
  })
}

const listedContextKey = (runList: RunList, engagementSid: EngagementSid) => [
  'listed-context',
  runList,
  engagementSid,
]

/**
 * The context of the list's copy, with its index. By itself, since an index of 20 MB takes seconds, and the other fields
 * need not wait for it.
 * @param text null disables the query
 */
export function listedContextQuery(runList: RunList, engagementSid: EngagementSid, text: string | null) {
  return queryOptions({
    queryKey: listedContextKey(runList, engagementSid),
    queryFn: text === null ? skipToken : ({ signal }) => parseText(text, signal),
    staleTime: Infinity,
    gcTime: 0,
  })
}

/**
 * The context of one engagement, from Twilio, as the JSON text it sent, with its index. A text that has not changed keeps
 * its index. The server logs this request in the audit log.
 */
export function contextQuery(runList: RunList, engagementSid: EngagementSid) {
  const queryKey = ['context', runList, engagementSid]
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const text = await twilioClient.context(runList, engagementSid, signal)
      const keys = [queryKey, listedContextKey(runList, engagementSid)]
      const findKnown = () =>
        keys.map((key) => client.getQueryData<ParsedText>(key)).find((parsed) => parsed?.text === text)
      const known = findKnown()
      if (known) return known
      const parsed = await parseText(text, signal)
      // The list's copy may have been indexed meanwhile, and be on the screen.
      return findKnown() ?? parsed
    },
    // A context may have 20 MB. It is stale long before this, so keeping it longer would save no request.
    gcTime: 60_000,
  })
}

export function stepsQuery(runList: RunList, engagementSid: EngagementSid) {
  return queryOptions({
    queryKey: ['steps', runList, engagementSid],
    queryFn: ({ signal }) => twilioClient.steps(runList, engagementSid, signal),
  })
}

/** One step context at a time: many requests at once would use up the account's rate limit, which its own calls and messages share. */
const runExclusive = createMutex()

/** The context after a step, as the JSON text Twilio sent, with its index. It never changes, since the step is over. */
export function stepContextQuery(runList: RunList, engagementSid: EngagementSid, stepSid: StepSid | null) {
  return queryOptions({
    queryKey: ['step-context', runList, engagementSid, stepSid],
    queryFn: stepSid
      ? async ({ signal }) => {
          const load = () => twilioClient.stepContext(runList, engagementSid, stepSid, signal)
          return parseText(await runExclusive(load, signal), signal)
        }
      : skipToken,
    staleTime: Infinity,
  })
}

/**
 * The differences between two contexts or definitions; the error of one that is not JSON. Disabled until both are loaded. Not cached:
 * it may be as large as both.
 */
export function contextDiffQuery(left: ParsedText | null, right: ParsedText | null) {
  return queryOptions({
    queryKey: ['context-diff', left?.id, right?.id],
    queryFn: left && right ? () => diffTexts(left, right) : skipToken,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
    throwOnError: true,
  })
}

async function diffTexts({ result: left }: ParsedText, { result: right }: ParsedText) {
  if (left instanceof JsonTextError) return left
  return right instanceof JsonTextError ? right : diffAsync(left, right)
}
