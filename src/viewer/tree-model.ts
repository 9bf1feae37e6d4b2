import { at } from '#json/at.ts'
import { childrenOf, isContainer, type JsonDocument } from '#json/document.ts'

import { carryOver } from './carry-over.ts'

/**
 * Which nodes show, and which of them the keyboard is on. The members of the root are the first level: a row for the
 * root alone would only push everything to the right. Rows are ascending nodes in one typed array, made anew on each
 * change: 100,000 of them take about a millisecond.
 */
export type TreeModel = {
  readonly doc: JsonDocument
  /** 1 for every node that is unfolded. */
  readonly open: Uint8Array
  /** The nodes that show, in order. Never empty. */
  readonly rows: Uint32Array
  /** The row the keyboard is on. */
  readonly cursor: number
  /** How often the reader has acted: then the cursor is brought into view, and at no other time. */
  readonly acts: number
}

export const treeKeys = [
  'ArrowDown',
  'ArrowUp',
  'ArrowRight',
  'ArrowLeft',
  'Home',
  'End',
  'PageDown',
  'PageUp',
  '*',
  'Enter',
  ' ',
] as const
type TreeKey = (typeof treeKeys)[number]

export type TreeAction =
  | { type: 'key'; key: TreeKey; pageSize: number }
  | { type: 'select' | 'toggle'; row: number }
  | { type: 'expand all' | 'collapse all' }
  | { type: 'document'; doc: JsonDocument }

/** How many rows a document opens with at most, if its first level alone does not take more. */
const firstRows = 40

/** The tree as it opens: the first level, and one more where there is room, in the order of the text. */
export function openTree(doc: JsonDocument): TreeModel {
  const open = new Uint8Array(doc.size)
  let shown = at(doc.counts, 0)
  for (const node of childrenOf(doc, 0)) {
    if (shown > firstRows) break
    const count = at(doc.counts, node)
    if (shown + count > firstRows) continue
    open[node] = 1
    shown += count
  }
  return { doc, open, rows: rowsOf(doc, open), cursor: 0, acts: 0 }
}

export function reduceTree(model: TreeModel, action: TreeAction): TreeModel {
  return action.type === 'document'
    ? readAgain(model, action.doc)
    : { ...act(model, action), acts: model.acts + 1 }
}

function readAgain(model: TreeModel, doc: JsonDocument): TreeModel {
  const { open, cursor } = carryOver(model, doc)
  const rows = rowsOf(doc, open)
  return { ...model, doc, open, rows, cursor: rowOf(rows, cursor) }
}

function act(model: TreeModel, action: Exclude<TreeAction, { type: 'document' }>): TreeModel {
  switch (action.type) {
    case 'key':
      return press(model, action.key, action.pageSize)
    case 'select':
      return moveTo(model, action.row)
    case 'toggle':
      return toggle(moveTo(model, action.row))
    case 'expand all':
      return withOpen(model, new Uint8Array(model.doc.size).fill(1))
    case 'collapse all':
      return withOpen(model, new Uint8Array(model.doc.size))
  }
}

/** Whether the node can be unfolded at all. */
export function isFoldable(doc: JsonDocument, node: number): boolean {
  return isContainer(doc, node) && at(doc.counts, node) > 0
}

export function cursorNode({ rows, cursor }: TreeModel): number {
  return at(rows, cursor)
}

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/#keyboardinteraction */
function press(model: TreeModel, key: TreeKey, pageSize: number): TreeModel {
  const { doc, open, rows, cursor } = model
  const node = at(rows, cursor)
  const unfolded = open[node] === 1
  switch (key) {
    case 'ArrowDown':
      return moveTo(model, cursor + 1)
    case 'ArrowUp':
      return moveTo(model, cursor - 1)
    case 'PageDown':
      return moveTo(model, cursor + pageSize)
    case 'PageUp':
      return moveTo(model, cursor - pageSize)
    case 'Home':
      return moveTo(model, 0)
    case 'End':
      return moveTo(model, rows.length - 1)
    case 'ArrowRight':
      if (!isFoldable(doc, node)) return model
      return unfolded ? moveTo(model, cursor + 1) : toggle(model)
    case 'ArrowLeft': {
      if (unfolded && isFoldable(doc, node)) return toggle(model)
      const parent = at(doc.parents, node)
      return parent > 0 ? moveTo(model, rowOf(rows, parent)) : model
    }
    case '*':
      return unfoldSiblings(model, node)
    case 'Enter':
    case ' ':
      return toggle(model)
  }
}

function moveTo(model: TreeModel, row: number): TreeModel {
  const cursor = Math.min(Math.max(row, 0), model.rows.length - 1)
  return cursor === model.cursor ? model : { ...model, cursor }
}

function toggle(model: TreeModel): TreeModel {
  const node = cursorNode(model)
  if (!isFoldable(model.doc, node)) return model
  const open = model.open.slice()
  open[node] = open[node] === 1 ? 0 : 1
  return withOpen(model, open)
}

function unfoldSiblings(model: TreeModel, node: number): TreeModel {
  const parent = at(model.doc.parents, node)
  if (parent < 0) return model
  const open = model.open.slice()
  for (const sibling of childrenOf(model.doc, parent)) open[sibling] = 1
  return withOpen(model, open)
}

/** The cursor stays on its node, or goes to the ancestor that was folded over it. */
function withOpen(model: TreeModel, open: Uint8Array): TreeModel {
  const rows = rowsOf(model.doc, open)
  return { ...model, open, rows, cursor: rowOf(rows, cursorNode(model)) }
}

function rowsOf(doc: JsonDocument, open: Uint8Array): Uint32Array {
  const rows = new Uint32Array(doc.size)
  let count = 0
  // Nodes stand in the order of the text: the next row is the node after this one, or after its subtree.
  for (let node = isFoldable(doc, 0) ? 1 : 0; node < doc.size;) {
    rows[count++] = node
    node = open[node] === 1 ? node + 1 : at(doc.afters, node)
  }
  return rows.subarray(0, count)
}

/** The row of the node, or of the nearest ancestor that shows: the last row that is not after the node. */
function rowOf(rows: Uint32Array, node: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (at(rows, middle) <= node) low = middle
    else high = middle - 1
  }
  return low
}
