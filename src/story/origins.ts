import { at } from '#json/at.ts'
import { diffMarks, type JsonDiff } from '#json/diff.ts'
import type { JsonDocument } from '#json/document.ts'

/**
 * Which of a run's contexts first had each value of the last one: by node, the index of that context. An object or array
 * counts as set by whatever last changed something in it.
 * @param first the first context
 * @param diffs from each context to the next
 */
export function originsOf(first: JsonDocument, diffs: readonly JsonDiff[]): Uint16Array {
  let origins = new Uint16Array(first.size)
  for (const [i, { lefts, rights, marks, right, size }] of diffs.entries()) {
    const next = new Uint16Array(right.size)
    for (let entry = 0; entry < size; entry++) {
      const node = at(rights, entry)
      if (node < 0) continue
      next[node] = diffMarks[at(marks, entry)] === 'same' ? at(origins, at(lefts, entry)) : i + 1
    }
    origins = next
  }
  return origins
}
