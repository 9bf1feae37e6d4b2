import { getOrThrow } from '#json/parse/get-or-throw.ts'
import type { JsonDocument } from '#json/parse/document.ts'
import {
  childIdsOf,
  type DocumentSet,
  documentSetSize,
  DocumentSetBuilder,
  parentIdOf,
  resolveNode,
  expandEmbedded,
} from '#json/embedded/embedded-documents.ts'
import { isRowNavigationKey, rowAfterKey, rowNavigationKeys } from '#ui/keys/row-navigation-keys.ts'

import { preserveExpansion } from './preserve-expansion.ts'
import {
  applyMatches,
  clearMatches,
  goToMatch,
  setOnlyMatches,
  type TreeSearchResult,
} from './tree-matches.ts'
import {
  cursorId,
  goToNode,
  isNodeExpandable,
  isNodeExpanded,
  resizeExpanded,
  stringKind,
  withExpanded,
  withRows,
  type TreeModel,
} from './tree-model.ts'
import { rowIndexOf } from './tree-rows.ts'

export const treeKeys = [...rowNavigationKeys, 'ArrowRight', 'ArrowLeft', '*', 'Enter', ' '] as const
type TreeKey = (typeof treeKeys)[number]

export type TreeAction =
  | { type: 'key'; key: TreeKey; pageSize: number }
  | { type: 'select' | 'toggle'; row: number }
  /** Expands or collapses a node and its whole subtree. */
  | { type: 'branch'; row: number; isExpanded: boolean }
  | { type: 'expand all' | 'collapse all' }
  /** Expands the first `level` levels and collapses everything below. */
  | { type: 'level'; level: number }
  | { type: 'document'; doc: JsonDocument }
  /** Moves to a node, which may not be visible yet. */
  | { type: 'go to node'; documents: DocumentSet; id: number }
  | ({ type: 'matches found' } & TreeSearchResult)
  | { type: 'clear matches' }
  | { type: 'go to match'; step: 1 | -1 }
  | { type: 'only matches'; onlyMatches: boolean }

export function treeReducer(model: TreeModel, action: TreeAction): TreeModel {
  if (action.type === 'document') return replaceDocument(model, action.doc)
  if (action.type === 'matches found') return applyMatches(model, action)
  if (action.type === 'clear matches') return clearMatches(model)
  const next = applyAction(model, action)
  const affectsOneNode = action.type === 'key' || action.type === 'toggle' || action.type === 'branch'
  return {
    ...next,
    actionCount: model.actionCount + 1,
    hasJustExpanded: affectsOneNode && hasExpanded(model, next),
  }
}

/** Whether the action expanded the node at the cursor. */
function hasExpanded(before: TreeModel, after: TreeModel): boolean {
  const id = cursorId(after)
  return isNodeExpanded(after, id) && !isNodeExpanded(before, id)
}

type ReaderAction = Exclude<TreeAction, { type: 'document' | 'matches found' | 'clear matches' }>

function applyAction(model: TreeModel, action: ReaderAction): TreeModel {
  const { documents, expanded } = model
  switch (action.type) {
    case 'key':
      return handleKey(model, action.key, action.pageSize)
    case 'select':
      return moveTo(model, action.row)
    case 'toggle':
      return toggleNode(moveTo(model, action.row))
    case 'branch':
      return setBranchExpanded(moveTo(model, action.row), action.isExpanded)
    case 'expand all':
      return withExpanded(model, expanded.slice().fill(1))
    case 'collapse all':
      return withExpanded(model, new Uint8Array(documentSetSize(documents)))
    case 'level':
      return withExpanded(model, expandToLevel(documents, action.level))
    case 'go to node':
      return goToNode({ ...model, documents: action.documents, onlyMatches: false }, action.id)
    case 'go to match':
      return goToMatch(model, action.step)
    case 'only matches':
      return setOnlyMatches(model, action.onlyMatches)
  }
}

function replaceDocument(model: TreeModel, doc: JsonDocument): TreeModel {
  const { documents, expanded, cursor } = preserveExpansion(model, doc)
  // The matches belong to the old text. The search runs again.
  return withRows({ ...model, documents, expanded, found: null, onlyMatches: false }, cursor)
}

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/#keyboardinteraction */
function handleKey(model: TreeModel, key: TreeKey, pageSize: number): TreeModel {
  const { documents, rows, cursor } = model
  if (isRowNavigationKey(key))
    return moveTo(model, rowAfterKey(key, { cursor, count: rows.length, pageSize }))
  const id = getOrThrow(rows, cursor)
  const isExpanded = isNodeExpanded(model, id)
  switch (key) {
    case 'ArrowRight':
      return isExpanded ? moveTo(model, cursor + 1) : toggleNode(model)
    case 'ArrowLeft': {
      if (isExpanded) return toggleNode(model)
      const parent = parentIdOf(documents, id)
      const row = parent < 0 ? -1 : rowIndexOf(documents, rows, parent)
      return rows[row] === parent ? moveTo(model, row) : model
    }
    case '*':
      return expandSiblings(model, id)
    case 'Enter':
    case ' ':
      return toggleNode(model)
  }
}

function moveTo(model: TreeModel, row: number): TreeModel {
  const cursor = Math.min(Math.max(row, 0), model.rows.length - 1)
  return cursor === model.cursor ? model : { ...model, cursor }
}

function toggleNode(model: TreeModel): TreeModel {
  const id = cursorId(model)
  return isNodeExpandable(model.documents, id)
    ? setNodesExpanded(model, [id], !isNodeExpanded(model, id))
    : model
}

function expandSiblings(model: TreeModel, id: number): TreeModel {
  const parent = parentIdOf(model.documents, id)
  return parent < 0 ? model : setNodesExpanded(model, [...childIdsOf(model.documents, parent)], true)
}

/** Expands nodes, parsing the JSON of those that are strings, or collapses them. */
function setNodesExpanded(model: TreeModel, ids: readonly number[], isExpanded: boolean): TreeModel {
  const builder = new DocumentSetBuilder(model.documents)
  if (isExpanded) for (const id of ids) builder.expand(id)
  const documents = builder.build()
  const expanded = resizeExpanded(model.expanded, documents)
  for (const id of ids) expanded[id] = isExpanded ? 1 : 0
  return withExpanded({ ...model, documents }, expanded)
}

function setBranchExpanded(model: TreeModel, isExpanded: boolean): TreeModel {
  const id = cursorId(model)
  const documents = isExpanded ? (expandEmbedded(model.documents, id) ?? model.documents) : model.documents
  const expanded = resizeExpanded(model.expanded, documents)
  const setAll = (docIndex: number, from: number, to: number) => {
    const idOffset = documents.idOffsets[docIndex] ?? 0
    expanded.fill(isExpanded ? 1 : 0, idOffset + from, idOffset + to)
    for (const [host, inner] of documents.embedded) {
      const within = host >= idOffset + from && host < idOffset + to
      if (within) setAll(inner, 0, documents.docs[inner]?.size ?? 0)
    }
  }
  const { docIndex, doc, node } = resolveNode(documents, id)
  setAll(docIndex, node, getOrThrow(doc.subtreeEnds, node))
  return withExpanded({ ...model, documents }, expanded)
}

function expandToLevel(documents: DocumentSet, level: number): Uint8Array {
  const expanded = new Uint8Array(documentSetSize(documents))
  const [doc] = documents.docs
  if (!doc) return expanded
  for (let node = 0; node < doc.size; node++) {
    // JSON in strings stays collapsed.
    if (getOrThrow(doc.depths, node) < level && doc.kinds[node] !== stringKind) expanded[node] = 1
  }
  return expanded
}
