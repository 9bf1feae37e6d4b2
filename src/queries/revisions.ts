import { queryOptions, skipToken } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { comparableDefinition } from '#definition/comparable-definition.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { parseText, type ParsedText } from '#json/worker/parsed-text.ts'
import { checkDefinitionSize } from '#twilio/defined-revision.ts'

import { twilioClient } from './twilio-client.ts'

/* The query of the dialog that compares revisions, which loads with it. */

/**
 * The definition of one revision, as `comparableDefinition` writes it; null where Twilio sent none.
 * @param revision null disables the query
 */
export function comparableRevisionQuery(flowSid: FlowSid, revision: number | null) {
  return queryOptions({
    queryKey: ['comparable-revision', flowSid, revision],
    queryFn:
      revision === null
        ? skipToken
        : async ({ signal }): Promise<ParsedText | null> => {
            const bytes = checkDefinitionSize(await twilioClient.revision(flowSid, revision, signal))
            const { result } = await parseText(decodeUtf8(bytes, 0, bytes.length), signal)
            if (result instanceof JsonTextError) throw new Problem(result.kind, { detail: result.message })
            const text = comparableDefinition(result)
            return text === null ? null : parseText(text, signal)
          },
    staleTime: Infinity,
    // A definition may have 8 MB.
    gcTime: 60_000,
  })
}
