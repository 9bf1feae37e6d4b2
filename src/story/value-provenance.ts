import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatuses, type JsonDiff } from '#json/diff/diff-json.ts'
import type { JsonDocument } from '#json/parse/document.ts'

/**
 * Finds for each node of the last context the index of the context that set it. An object or array counts as set by the
 * last change inside it.
 * @param first the first context
 * @param diffs from each context to the next
 */
export function valueProvenance(first: JsonDocument, diffs: readonly JsonDiff[]): Uint16Array {
  let provenance = new Uint16Array(first.size)
  for (const [i, { leftNodes, rightNodes, statuses, right, size }] of diffs.entries()) {
    const next = new Uint16Array(right.size)
    for (let entry = 0; entry < size; entry++) {
      const node = getOrThrow(rightNodes, entry)
      if (node < 0) continue
      next[node] =
        diffStatuses[getOrThrow(statuses, entry)] === 'same'
          ? getOrThrow(provenance, getOrThrow(leftNodes, entry))
          : i + 1
    }
    provenance = next
  }
  return provenance
}
