import { at } from '#json/at.ts'
import { childrenOf, keyOf, type JsonDocument } from '#json/document.ts'

import type { TreeModel } from './tree-model.ts'

/**
 * What stays unfolded, and where the cursor is, when the document is read again: a fresh context must not fold what
 * someone is reading. Nodes are the same when the same keys and positions lead to them. Only rows that show are
 * looked at, so nodes unfolded within folded ones are forgotten.
 */
export function carryOver(from: TreeModel, doc: JsonDocument): { open: Uint8Array; cursor: number } {
  const open = new Uint8Array(doc.size)
  const counterparts = new Map([[0, 0]])
  const children = new Map<number, Map<string | number, number>>()
  let cursor = 0
  for (const [row, node] of from.rows.entries()) {
    const parent = counterparts.get(at(from.doc.parents, node))
    if (parent === undefined) continue
    let names = children.get(parent)
    if (names === undefined) {
      names = namesOf(doc, parent)
      children.set(parent, names)
    }
    const counterpart = names.get(nameOf(from.doc, node))
    if (counterpart === undefined) continue
    counterparts.set(node, counterpart)
    if (from.open[node] === 1) open[counterpart] = 1
    // Should the cursor's own node be gone, the nearest one before it that is still there takes the cursor.
    if (row <= from.cursor) cursor = counterpart
  }
  return { open, cursor }
}

function namesOf(doc: JsonDocument, parent: number): Map<string | number, number> {
  return new Map(Array.from(childrenOf(doc, parent), (child) => [nameOf(doc, child), child]))
}

function nameOf(doc: JsonDocument, node: number): string | number {
  return keyOf(doc, node) ?? at(doc.positions, node)
}
