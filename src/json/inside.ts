import { at } from './at.ts'
import { childrenOf, indexJson, type JsonDocument, keyOf, kindOf, pathOf, stringValue } from './document.ts'
import { JsonTextError } from './error.ts'

/** The way to a document that stands in a string of another one; empty for the outermost. */
export type Outer = readonly (string | number)[]

/** The index of a JSON text, or null when it is none. */
export function tryIndex(text: string): JsonDocument | null {
  try {
    return indexJson(text)
  } catch (thrown) {
    if (thrown instanceof JsonTextError) return null
    throw thrown
  }
}

/** The object or array that a string is the JSON of, or null when it is a string like any other. */
export function documentIn(value: string): JsonDocument | null {
  return beginsLikeContainer(value) ? tryIndex(value) : null
}

/** From how many UTF-16 units a string is long: to index the JSON in it takes more than a millisecond. */
const shortestLong = 100_000

export function isLongString(doc: JsonDocument, node: number): boolean {
  return kindOf(doc, node) === 'string' && at(doc.ends, node) - at(doc.starts, node) >= shortestLong
}

/** What long strings were found to hold, by their nodes; null for no JSON. */
type LongInside = ReadonlyMap<number, JsonDocument | null>

const kept = new WeakMap<JsonDocument, Map<number, JsonDocument | null>>()

/** Looks into all long strings of a document, and into theirs, before anybody asks. */
export function readLongInside(doc: JsonDocument): LongInside {
  for (let node = 0; node < doc.size; node++) {
    if (!isLongString(doc, node)) continue
    const inside = documentAt(doc, node)
    if (inside) readLongInside(inside)
  }
  return kept.get(doc) ?? new Map()
}

/** Takes over what was found elsewhere. */
export function keepLongInside(doc: JsonDocument, found: LongInside): void {
  kept.set(doc, new Map(found))
}

/** The object or array that a string of a document is the JSON of, or null when it is any other value. */
export function documentAt(doc: JsonDocument, node: number): JsonDocument | null {
  // Most strings say so by how they begin, without being decoded: 5 MB of text cost nothing then.
  if (kindOf(doc, node) !== 'string' || !opensLikeContainer(doc.text, at(doc.starts, node) + 1)) return null
  if (!isLongString(doc, node)) return documentIn(stringValue(doc, node) ?? '')
  let documents = kept.get(doc)
  if (!documents) {
    documents = new Map()
    kept.set(doc, documents)
  }
  let inside = documents.get(node)
  if (inside === undefined) {
    inside = documentIn(stringValue(doc, node) ?? '')
    documents.set(node, inside)
  }
  return inside
}

/**
 * How many members or items the JSON in a string has; null when it holds none. A long string that was not indexed yet
 * is taken at its first and last characters' word, and counts as having one: it is about to be drawn.
 */
export function countInside(doc: JsonDocument, node: number): number | null {
  if (isLongString(doc, node) && kept.get(doc)?.get(node) === undefined) {
    return opensLikeContainer(doc.text, at(doc.starts, node) + 1) && closesLikeContainer(doc, node) ? 1 : null
  }
  const inside = documentAt(doc, node)
  return inside && at(inside.counts, 0)
}

/** How far from its end the last bracket of JSON is looked for: after it there may be blanks. */
const longestEnd = 200

function closesLikeContainer(doc: JsonDocument, node: number): boolean {
  const end = at(doc.ends, node) - 1
  const closing = /(?:[\]}]|\\u00[57]d)(?: |\\[nrt]|\\u00(?:20|09|0a|0d))*$/i
  return closing.test(doc.text.slice(end - longestEnd, end))
}

/** `beginsLikeContainer` of a string that still has its escapes. */
function opensLikeContainer(text: string, from: number): boolean {
  const opening = /(?: |\\[nrt]|\\u00(?:20|09|0a|0d))*(?:[[{]|\\u00[57]b)/iy
  opening.lastIndex = from
  return opening.test(text)
}

/** Whether a text may be the JSON of an object or array, by its first character. */
export function beginsLikeContainer(value: string): boolean {
  return /^[ \n\r\t]*[[{]/.test(value)
}

/**
 * Goes down the steps from a node, into strings that are JSON themselves where the way leads there. Members of the
 * same name are all followed, in order.
 * @param steps keys, and positions in digits
 * @param visit gives something for the node at the end of the way, or null to go on with the next one
 * @returns the first that was given
 */
export function firstAt<T>(
  doc: JsonDocument,
  node: number,
  steps: readonly string[],
  outer: Outer,
  visit: (doc: JsonDocument, node: number, outer: Outer) => T | null,
): T | null {
  const [step, ...rest] = steps
  if (step === undefined) return visit(doc, node, outer)
  const inside = documentAt(doc, node)
  if (inside) return firstAt(inside, 0, steps, [...outer, ...pathOf(doc, node)], visit)
  for (const child of childrenOf(doc, node)) {
    if ((keyOf(doc, child) ?? String(at(doc.positions, child))) !== step) continue
    const given = firstAt(doc, child, rest, outer, visit)
    if (given !== null) return given
  }
  return null
}
