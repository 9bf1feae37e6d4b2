import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { childrenOf, type JsonDocument } from '#json/parse/document.ts'
import {
  type DocumentSet,
  createDocumentSet,
  documentSetSize,
  parentIdOf,
  resolveNode,
} from '#json/embedded/embedded-documents.ts'

import { childCount } from './embedded-json-count.ts'
import { rowIndexOf, visibleRows } from './tree-rows.ts'

/**
 * The visible nodes and the keyboard cursor. Rows are ids in one typed array, which is rebuilt on each change: 100,000
 * rows take about 1 ms.
 */
export type TreeModel = {
  readonly documents: DocumentSet
  /** 1 for every expanded id. */
  readonly expanded: Uint8Array
  /** The visible ids, in order. */
  readonly rows: Uint32Array
  /** The row with the keyboard cursor. */
  readonly cursor: number
  /** Number of user actions. The cursor scrolls into view only when this changes. */
  readonly actionCount: number
  /** Whether the last action expanded the cursor's node. Then its children scroll into view too. */
  readonly hasJustExpanded: boolean
  readonly found: TreeMatches | null
  /** Whether only matches and their ancestors are visible. */
  readonly onlyMatches: boolean
}

/** Result of a search. */
type TreeMatches = {
  readonly text: string
  /** Ids, in document order. */
  readonly matches: Uint32Array
  /** Whether there are more matches than the limit. */
  readonly hasMore: boolean
  /** Index of the current match. */
  readonly current: number
  /** 1 for every id that is visible in `onlyMatches`. */
  readonly visible: Uint8Array
}

/** The kind of strings in `NodeTable.kinds`. */
export const stringKind = 2

/** Max rows of a newly opened document, unless its first level alone has more. */
const maxInitialRows = 40

/** The initial tree: the first level, and nodes of it expanded in text order as long as they fit. */
export function createTreeModel(doc: JsonDocument): TreeModel {
  const documents = createDocumentSet(doc)
  const expanded = new Uint8Array(doc.size)
  let rowCount = getOrThrow(doc.childCounts, 0)
  for (const node of childrenOf(doc, 0)) {
    if (rowCount > maxInitialRows) break
    const count = getOrThrow(doc.childCounts, node)
    if (rowCount + count > maxInitialRows) continue
    expanded[node] = 1
    rowCount += count
  }
  const rows = visibleRows(documents, expanded, null)
  return {
    documents,
    expanded,
    rows,
    cursor: 0,
    actionCount: 0,
    hasJustExpanded: false,
    found: null,
    onlyMatches: false,
  }
}

export function isNodeExpandable(documents: DocumentSet, id: number): boolean {
  return childCount(documents, id) > 0
}

/** Whether the node's children are visible. A string counts as expanded only once its JSON has been parsed. */
export function isNodeExpanded({ documents, expanded }: TreeModel, id: number): boolean {
  if (expanded[id] !== 1 || !isNodeExpandable(documents, id)) return false
  const { doc, node } = resolveNode(documents, id)
  return doc.kinds[node] !== stringKind || documents.embedded.has(id)
}

export function cursorId({ rows, cursor }: TreeModel): number {
  return getOrThrow(rows, cursor)
}

/** Expands a node's ancestors and moves the cursor to it. */
export function goToNode(model: TreeModel, id: number): TreeModel {
  const expanded = resizeExpanded(model.expanded, model.documents)
  for (
    let ancestor = parentIdOf(model.documents, id);
    ancestor >= 0;
    ancestor = parentIdOf(model.documents, ancestor)
  )
    expanded[ancestor] = 1
  return withRows({ ...model, expanded }, id)
}

/** Keeps the cursor on its node, or moves it to the collapsed ancestor. */
export function withExpanded(model: TreeModel, expanded: Uint8Array): TreeModel {
  return withRows({ ...model, expanded }, cursorId(model))
}

/** Recomputes the rows. The cursor moves to the given node, or to the nearest row before it. */
export function withRows(model: TreeModel, cursor: number): TreeModel {
  const { documents, expanded, found, onlyMatches } = model
  const rows = visibleRows(
    documents,
    resizeExpanded(expanded, documents),
    onlyMatches && found ? found.visible : null,
  )
  return { ...model, rows, cursor: rowIndexOf(documents, rows, cursor) }
}

/** A copy of the right size after documents were added: new nodes are collapsed. */
export function resizeExpanded(expanded: Uint8Array, documents: DocumentSet): Uint8Array {
  const larger = new Uint8Array(documentSetSize(documents))
  larger.set(expanded)
  return larger
}
