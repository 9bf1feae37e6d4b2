import { getOrThrow } from '#json/parse/get-or-throw.ts'
import {
  childrenOf,
  indexJson,
  type JsonDocument,
  keyOf,
  kindOf,
  pathOf,
  stringValue,
} from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'

/** The path of the string that contains an embedded document; empty for the outermost document. */
export type PathPrefix = readonly (string | number)[]

/** Indexes a text; null if it is not JSON. */
export function tryParse(text: string): JsonDocument | null {
  try {
    return indexJson(text)
  } catch (thrown) {
    if (thrown instanceof JsonTextError) return null
    throw thrown
  }
}

/** Indexes the JSON object or array in a decoded string; null if it contains none. */
export function parseEmbedded(value: string): JsonDocument | null {
  return startsLikeContainer(value) ? tryParse(value) : null
}

/** Strings of at least this many UTF-16 units are large: indexing their JSON takes more than 1 ms. */
const minLargeLength = 100_000

export function isLargeString(doc: JsonDocument, node: number): boolean {
  return (
    kindOf(doc, node) === 'string' &&
    getOrThrow(doc.ends, node) - getOrThrow(doc.starts, node) >= minLargeLength
  )
}

/** The documents embedded in large strings, by node; null for no JSON. */
type EmbeddedByNode = ReadonlyMap<number, JsonDocument | null>

const cache = new WeakMap<JsonDocument, Map<number, JsonDocument | null>>()

/** Indexes the JSON in all large strings of a document in advance, at any depth. */
export function indexLargeStrings(doc: JsonDocument): EmbeddedByNode {
  for (let node = 0; node < doc.size; node++) {
    if (!isLargeString(doc, node)) continue
    const embedded = embeddedAt(doc, node)
    if (embedded) indexLargeStrings(embedded)
  }
  return cache.get(doc) ?? new Map()
}

/** Stores the result of `indexLargeStrings` from another thread. */
export function restoreLargeStrings(doc: JsonDocument, embedded: EmbeddedByNode): void {
  cache.set(doc, new Map(embedded))
}

/** The JSON object or array in a string node; null for any other node. Cached for large strings. */
export function embeddedAt(doc: JsonDocument, node: number): JsonDocument | null {
  // The first characters rule out most strings without decoding, even 5 MB of text.
  if (
    kindOf(doc, node) !== 'string' ||
    !escapedStartsLikeContainer(doc.text, getOrThrow(doc.starts, node) + 1)
  )
    return null
  if (!isLargeString(doc, node)) return parseEmbedded(stringValue(doc, node) ?? '')
  let byNode = cache.get(doc)
  if (!byNode) {
    byNode = new Map()
    cache.set(doc, byNode)
  }
  let embedded = byNode.get(node)
  if (embedded === undefined) {
    embedded = parseEmbedded(stringValue(doc, node) ?? '')
    byNode.set(node, embedded)
  }
  return embedded
}

/**
 * Number of members or items of the JSON in a string; null if it contains none. A large string that is not indexed yet
 * is not parsed, since this runs while rendering: it counts as 1 if it starts and ends like JSON.
 */
export function embeddedChildCount(doc: JsonDocument, node: number): number | null {
  if (isLargeString(doc, node) && cache.get(doc)?.get(node) === undefined) {
    return escapedStartsLikeContainer(doc.text, getOrThrow(doc.starts, node) + 1) &&
      endsLikeContainer(doc, node)
      ? 1
      : null
  }
  const embedded = embeddedAt(doc, node)
  return embedded && getOrThrow(embedded.childCounts, 0)
}

/** Max UTF-16 units from the string's end to the last bracket; white space may follow it. */
const maxTailLength = 200

function endsLikeContainer(doc: JsonDocument, node: number): boolean {
  const end = getOrThrow(doc.ends, node) - 1
  const closing = /(?:[\]}]|\\u00[57]d)(?: |\\[nrt]|\\u00(?:20|09|0a|0d))*$/i
  return closing.test(doc.text.slice(end - maxTailLength, end))
}

/** `startsLikeContainer` for a string that is not decoded. */
function escapedStartsLikeContainer(text: string, from: number): boolean {
  const opening = /(?: |\\[nrt]|\\u00(?:20|09|0a|0d))*(?:[[{]|\\u00[57]b)/iy
  opening.lastIndex = from
  return opening.test(text)
}

/** Whether a text may be a JSON object or array, by its first character. */
export function startsLikeContainer(value: string): boolean {
  return /^[ \n\r\t]*[[{]/.test(value)
}

/**
 * Follows steps down from a node, also into JSON in strings. Tries all duplicate keys, in order.
 * @param steps keys, and positions as digits
 * @param visit called for each node at the end of the steps; null continues with the next one
 * @returns the first result of `visit` that is not null
 */
export function findAtPath<T>(
  doc: JsonDocument,
  node: number,
  steps: readonly string[],
  prefix: PathPrefix,
  visit: (doc: JsonDocument, node: number, prefix: PathPrefix) => T | null,
): T | null {
  const [step, ...rest] = steps
  if (step === undefined) return visit(doc, node, prefix)
  const embedded = embeddedAt(doc, node)
  if (embedded) return findAtPath(embedded, 0, steps, [...prefix, ...pathOf(doc, node)], visit)
  for (const child of childrenOf(doc, node)) {
    if ((keyOf(doc, child) ?? String(getOrThrow(doc.positions, child))) !== step) continue
    const result = findAtPath(doc, child, rest, prefix, visit)
    if (result !== null) return result
  }
  return null
}
