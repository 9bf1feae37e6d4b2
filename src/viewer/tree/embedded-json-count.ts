import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { kindOf, type JsonDocument } from '#json/parse/document.ts'
import { type DocumentSet, resolveNode } from '#json/embedded/embedded-documents.ts'
import { embeddedChildCount, isLargeString } from '#json/embedded/embedded-json.ts'

/** Cached results of `embeddedJsonCount`: rows need it on every render. */
const countCache = new WeakMap<JsonDocument, Map<number, number | null>>()

/** Number of children a node can expand to: its members or items, or those of the JSON in its string. */
export function childCount(documents: DocumentSet, id: number): number {
  const { doc, node } = resolveNode(documents, id)
  return kindOf(doc, node) === 'string'
    ? (embeddedJsonCount(doc, node) ?? 0)
    : getOrThrow(doc.childCounts, node)
}

/** Number of members or items of the JSON object or array in a string; null if the string is not such JSON. */
export function embeddedJsonCount(doc: JsonDocument, node: number): number | null {
  if (kindOf(doc, node) !== 'string') return null
  // `embedded-json.ts` caches large strings. Their count is not final until they are indexed.
  if (isLargeString(doc, node)) return embeddedChildCount(doc, node)
  let counts = countCache.get(doc)
  if (!counts) {
    counts = new Map()
    countCache.set(doc, counts)
  }
  let count = counts.get(node)
  if (count === undefined) {
    count = embeddedChildCount(doc, node)
    counts.set(node, count)
  }
  return count
}
