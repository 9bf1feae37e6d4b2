import { skipToken, useQuery } from '@tanstack/react-query'

import type { JsonDiff } from '#json/diff/diff-json.ts'
import type { JsonDocument } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { diffAsync } from '#json/worker/worker-client.ts'
import { valueProvenance } from '#story/value-provenance.ts'

/**
 * Finds which step set each value of the last context: maps its nodes to indices of `contexts`. Null until all contexts
 * are loaded and compared, and when one of them is not JSON.
 * @param contexts the contexts after each step, in order
 */
export function useValueProvenance(contexts: readonly (ParsedText | null)[]): Uint16Array | null {
  const docs = contexts.flatMap((context) =>
    context === null || context.result instanceof JsonTextError ? [] : [context.result],
  )
  const [first, ...others] = docs
  const isComplete = docs.length === contexts.length
  const { data } = useQuery({
    queryKey: ['value-provenance', isComplete ? contexts.map((context) => context?.id) : null],
    queryFn: first && isComplete ? ({ signal }) => traceProvenance(first, others, signal) : skipToken,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
    throwOnError: true,
  })
  return data ?? null
}

/** Compares one pair after the other, so that an abort spares the rest. */
async function traceProvenance(
  first: JsonDocument,
  others: readonly JsonDocument[],
  signal: AbortSignal,
): Promise<Uint16Array> {
  const diffs: JsonDiff[] = []
  let before = first
  for (const after of others) {
    signal.throwIfAborted()
    diffs.push(await diffAsync(before, after))
    before = after
  }
  return valueProvenance(first, diffs)
}
