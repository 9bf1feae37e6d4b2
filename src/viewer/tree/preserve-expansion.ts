import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { keyOf, type JsonDocument } from '#json/parse/document.ts'
import {
  childIdsOf,
  type DocumentSet,
  createDocumentSet,
  documentSetSize,
  DocumentSetBuilder,
  parentIdOf,
  resolveNode,
} from '#json/embedded/embedded-documents.ts'

import type { TreeModel } from './tree-model.ts'

/**
 * Carries expanded nodes and cursor over to a new version of the document, so that a refresh does not collapse what
 * someone is reading. Nodes correspond when they have the same path. Only visible rows are carried over: nodes expanded
 * within collapsed ones are lost.
 */
export function preserveExpansion(
  from: TreeModel,
  doc: JsonDocument,
): { documents: DocumentSet; expanded: Uint8Array; cursor: number } {
  const builder = new DocumentSetBuilder(createDocumentSet(doc))
  const counterparts = new Map([[0, 0]])
  const childrenCache = new Map<number, Map<string | number, number>>()
  const expandedIds: number[] = []
  let cursor = 0
  for (const [row, id] of from.rows.entries()) {
    const parent = id === 0 ? undefined : counterparts.get(parentIdOf(from.documents, id))
    if (parent === undefined && id !== 0) continue
    const counterpart = id === 0 ? 0 : childrenByStep(parent ?? 0).get(stepOf(from.documents, id))
    if (counterpart === undefined) continue
    counterparts.set(id, counterpart)
    if (from.expanded[id] === 1) {
      expandedIds.push(counterpart)
      if (from.documents.embedded.has(id)) builder.expand(counterpart)
    }
    // If the cursor's node no longer exists, the cursor moves to the nearest row before it that does.
    if (row <= from.cursor) cursor = counterpart
  }
  const documents = builder.build()
  const expanded = new Uint8Array(documentSetSize(documents))
  for (const id of expandedIds) expanded[id] = 1
  return { documents, expanded, cursor }

  function childrenByStep(parent: number): Map<string | number, number> {
    let byStep = childrenCache.get(parent)
    if (byStep === undefined) {
      const { current } = builder
      byStep = new Map(Array.from(childIdsOf(current, parent), (child) => [stepOf(current, child), child]))
      childrenCache.set(parent, byStep)
    }
    return byStep
  }
}

function stepOf(documents: DocumentSet, id: number): string | number {
  const { doc, node } = resolveNode(documents, id)
  return keyOf(doc, node) ?? getOrThrow(doc.positions, node)
}
