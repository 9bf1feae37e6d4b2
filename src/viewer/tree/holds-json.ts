import { at } from '#json/at.ts'
import { kindOf, type JsonDocument } from '#json/document.ts'
import { type Forest, placeOf } from '#json/forest.ts'
import { countInside, isLongString } from '#json/inside.ts'

/** How many members the JSON in a string has; null for a string that holds none. Rows ask for it at each drawing. */
const known = new WeakMap<JsonDocument, Map<number, number | null>>()

/** How many members or items can be unfolded in a node: its own, or those of the JSON in it. */
export function childCount(forest: Forest, id: number): number {
  const { doc, node } = placeOf(forest, id)
  return kindOf(doc, node) === 'string' ? (jsonInside(doc, node) ?? 0) : at(doc.counts, node)
}

/** How many members or items the JSON object or array in a string has; null when it holds none. */
export function jsonInside(doc: JsonDocument, node: number): number | null {
  if (kindOf(doc, node) !== 'string') return null
  // Those are kept where they are indexed; before that their count is not known.
  if (isLongString(doc, node)) return countInside(doc, node)
  let counts = known.get(doc)
  if (!counts) {
    counts = new Map()
    known.set(doc, counts)
  }
  let count = counts.get(node)
  if (count === undefined) {
    count = countInside(doc, node)
    counts.set(node, count)
  }
  return count
}
