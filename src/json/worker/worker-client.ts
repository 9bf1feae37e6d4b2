import { diffJson, type JsonDiff } from '#json/diff/diff-json.ts'
import { indexJson, type JsonDocument } from '#json/parse/document.ts'
import { restoreLargeStrings } from '#json/embedded/embedded-json.ts'
import { callWorker, maxInlineLength } from './call-worker.ts'
import type { IndexedJson } from './worker.ts'

/** Max total length of two texts compared inline: comparing costs about ten times as much as indexing. */
const maxInlineDiffLength = maxInlineLength / 8

/** The key of the last text stored in the worker. Never reused: a later worker must not have an earlier one's text. */
let lastKey = 0

/**
 * Indexes a JSON text. A large one is indexed in a worker, if the environment has workers.
 * @throws JsonTextError as `indexJson` does; AbortError when the signal is aborted
 */
export function parseJsonAsync(text: string, signal?: AbortSignal): Promise<JsonDocument> {
  return callWorker('parse', { text }, text.length <= maxInlineLength, {
    runInline: () => indexJson(text),
    fromResult: (indexed) => restoreDocument(text, indexed),
    signal,
  })
}

function restoreDocument(text: string, { table, embedded }: IndexedJson): JsonDocument {
  const doc = { ...table, text, size: table.kinds.length }
  const embeddedByNode = embedded.map(
    ({ node, parsed: inner }) => [node, inner && restoreDocument(inner.text, inner.indexed)] as const,
  )
  restoreLargeStrings(doc, new Map(embeddedByNode))
  return doc
}

/** Compares two documents. Large ones are compared in a worker. */
export async function diffAsync(left: JsonDocument, right: JsonDocument): Promise<JsonDiff> {
  const isInline = left.text.length + right.text.length <= maxInlineDiffLength
  // Sends one text after the other: copying two of 20 MB at once is a long task.
  const key = ++lastKey
  await callWorker('store', { key, text: left.text }, isInline, {
    runInline: () => null,
    fromResult: () => null,
  })
  return callWorker('diff', { left: key, right: right.text }, isInline, {
    runInline: () => diffJson(left, right),
    fromResult: (table) => ({ ...table, left, right, size: table.statuses.length }),
  })
}
