import { at } from '#json/at.ts'
import { keyOf, type JsonDocument } from '#json/document.ts'
import { childIdsOf, type Forest, forestOf, forestSize, Nursery, parentOf, placeOf } from '#json/forest.ts'

import type { TreeModel } from './tree-model.ts'

/**
 * What stays unfolded, and where the cursor is, when the document is read again: a fresh context must not fold what
 * someone is reading. Nodes are the same when the same keys and positions lead to them. Only rows that show are
 * looked at, so nodes unfolded within folded ones are forgotten.
 */
export function carryOver(
  from: TreeModel,
  doc: JsonDocument,
): { forest: Forest; open: Uint8Array; cursor: number } {
  const nursery = new Nursery(forestOf(doc))
  const counterparts = new Map([[0, 0]])
  const children = new Map<number, Map<string | number, number>>()
  const unfolded: number[] = []
  let cursor = 0
  for (const [row, id] of from.rows.entries()) {
    const parent = id === 0 ? undefined : counterparts.get(parentOf(from.forest, id))
    if (parent === undefined && id !== 0) continue
    const counterpart = id === 0 ? 0 : namesIn(parent ?? 0).get(nameOf(from.forest, id))
    if (counterpart === undefined) continue
    counterparts.set(id, counterpart)
    if (from.open[id] === 1) {
      unfolded.push(counterpart)
      if (from.forest.planted.has(id)) nursery.plant(counterpart)
    }
    // Should the cursor's own node be gone, the nearest one before it that is still there takes the cursor.
    if (row <= from.cursor) cursor = counterpart
  }
  const forest = nursery.forest()
  const open = new Uint8Array(forestSize(forest))
  for (const id of unfolded) open[id] = 1
  return { forest, open, cursor }

  function namesIn(parent: number): Map<string | number, number> {
    let names = children.get(parent)
    if (names === undefined) {
      const { view } = nursery
      names = new Map(Array.from(childIdsOf(view, parent), (child) => [nameOf(view, child), child]))
      children.set(parent, names)
    }
    return names
  }
}

function nameOf(forest: Forest, id: number): string | number {
  const { doc, node } = placeOf(forest, id)
  return keyOf(doc, node) ?? at(doc.positions, node)
}
