import { at } from './at.ts'
import { childrenOf, indexJson, type JsonDocument, keyOf, pathOf, stringValue } from './document.ts'
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
  const value = stringValue(doc, node)
  const inside = value === null ? null : documentIn(value)
  if (inside) return firstAt(inside, 0, steps, [...outer, ...pathOf(doc, node)], visit)
  for (const child of childrenOf(doc, node)) {
    if ((keyOf(doc, child) ?? String(at(doc.positions, child))) !== step) continue
    const given = firstAt(doc, child, rest, outer, visit)
    if (given !== null) return given
  }
  return null
}
