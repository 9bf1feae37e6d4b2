import { at } from '#json/at.ts'
import { childrenOf, type JsonDocument } from '#json/document.ts'
import { countBefore } from '#json/forest-order.ts'
import {
  childIdsOf,
  type Forest,
  forestOf,
  forestSize,
  Nursery,
  parentOf,
  placeOf,
  plant,
} from '#json/forest.ts'
import { isRowKey, rowByKey, rowKeys } from '#ui/row-keys.ts'

import { carryOver } from './carry-over.ts'
import { childCount } from './holds-json.ts'
import { keepOf, rowOf, rowsOf } from './tree-rows.ts'

/**
 * Which nodes show, and which of them the keyboard is on. Rows are ids in one typed array, made anew on each change:
 * 100,000 of them take about a millisecond.
 */
export type TreeModel = {
  readonly forest: Forest
  /** 1 for every id that is unfolded. */
  readonly open: Uint8Array
  /** The ids that show, in order. Never empty. */
  readonly rows: Uint32Array
  /** The row the keyboard is on. */
  readonly cursor: number
  /** How often the reader has acted: then the cursor is brought into view, and at no other time. */
  readonly acts: number
  /** Whether the last act unfolded what the cursor is on: then what is in it is brought into view as well. */
  readonly unfolded: boolean
  readonly found: Found | null
  /** Whether only what was found shows, and what leads to it. */
  readonly only: boolean
}

/** What a search has found. */
type Found = {
  readonly text: string
  /** Ids, in order. */
  readonly matches: Uint32Array
  /** Whether there are more. */
  readonly limited: boolean
  /** Which of the matches is looked at. */
  readonly current: number
  /** 1 for every id that shows when only matches do. */
  readonly keep: Uint8Array
}

export const treeKeys = [...rowKeys, 'ArrowRight', 'ArrowLeft', '*', 'Enter', ' '] as const
type TreeKey = (typeof treeKeys)[number]

export type TreeAction =
  | { type: 'key'; key: TreeKey; pageSize: number }
  | { type: 'select' | 'toggle'; row: number }
  /** Unfolds or folds a node with all that is below it. */
  | { type: 'branch'; row: number; open: boolean }
  | { type: 'expand all' | 'collapse all' }
  /** Unfolds so many levels, and folds what is below. */
  | { type: 'level'; level: number }
  | { type: 'document'; doc: JsonDocument }
  /** Goes to a node, which need not show yet. */
  | { type: 'go'; forest: Forest; id: number }
  | { type: 'found'; text: string; forest: Forest; matches: Uint32Array; limited: boolean }
  | { type: 'forget matches' }
  | { type: 'match'; step: 1 | -1 }
  | { type: 'only'; only: boolean }

/** How many rows a document opens with at most, if its first level alone does not take more. */
const firstRows = 40

/** The tree as it opens: the first level, and one more where there is room, in the order of the text. */
export function openTree(doc: JsonDocument): TreeModel {
  const forest = forestOf(doc)
  const open = new Uint8Array(doc.size)
  let rowCount = at(doc.counts, 0)
  for (const node of childrenOf(doc, 0)) {
    if (rowCount > firstRows) break
    const count = at(doc.counts, node)
    if (rowCount + count > firstRows) continue
    open[node] = 1
    rowCount += count
  }
  const rows = rowsOf(forest, open, null)
  return { forest, open, rows, cursor: 0, acts: 0, unfolded: false, found: null, only: false }
}

export function reduceTree(model: TreeModel, action: TreeAction): TreeModel {
  if (action.type === 'document') return readAgain(model, action.doc)
  if (action.type === 'found') return take(model, action)
  if (action.type === 'forget matches') return shown({ ...model, found: null, only: false }, cursorId(model))
  const next = act(model, action)
  const isOfOne = action.type === 'key' || action.type === 'toggle' || action.type === 'branch'
  return { ...next, acts: model.acts + 1, unfolded: isOfOne && hasUnfolded(model, next) }
}

/** Whether what the cursor is on was folded before. */
function hasUnfolded(before: TreeModel, after: TreeModel): boolean {
  const id = cursorId(after)
  return isUnfolded(after, id) && !isUnfolded(before, id)
}

type Act = Exclude<TreeAction, { type: 'document' | 'found' | 'forget matches' }>

function act(model: TreeModel, action: Act): TreeModel {
  const { forest, open } = model
  switch (action.type) {
    case 'key':
      return press(model, action.key, action.pageSize)
    case 'select':
      return moveTo(model, action.row)
    case 'toggle':
      return toggle(moveTo(model, action.row))
    case 'branch':
      return unfoldBranch(moveTo(model, action.row), action.open)
    case 'expand all':
      return withOpen(model, open.slice().fill(1))
    case 'collapse all':
      return withOpen(model, new Uint8Array(forestSize(forest)))
    case 'level':
      return withOpen(model, openTo(forest, action.level))
    case 'go':
      return goTo({ ...model, forest: action.forest, only: false }, action.id)
    case 'match':
      return stepTo(model, action.step)
    case 'only':
      return showOnly(model, action.only)
  }
}

/** Whether the node can be unfolded at all. */
export function isFoldable(forest: Forest, id: number): boolean {
  return childCount(forest, id) > 0
}

/** Whether its children show. Unfolding all leaves the JSON in strings alone, until it is planted. */
export function isUnfolded({ forest, open }: TreeModel, id: number): boolean {
  if (open[id] !== 1 || !isFoldable(forest, id)) return false
  const { doc, node } = placeOf(forest, id)
  return doc.kinds[node] !== stringKind || forest.planted.has(id)
}

export function cursorId({ rows, cursor }: TreeModel): number {
  return at(rows, cursor)
}

function readAgain(model: TreeModel, doc: JsonDocument): TreeModel {
  const { forest, open, cursor } = carryOver(model, doc)
  // What was found in the text before says nothing of this one: the search is asked anew.
  return shown({ ...model, forest, open, found: null, only: false }, cursor)
}

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/#keyboardinteraction */
function press(model: TreeModel, key: TreeKey, pageSize: number): TreeModel {
  const { forest, rows, cursor } = model
  if (isRowKey(key)) return moveTo(model, rowByKey(key, { cursor, count: rows.length, pageSize }))
  const id = at(rows, cursor)
  const unfolded = isUnfolded(model, id)
  switch (key) {
    case 'ArrowRight':
      return unfolded ? moveTo(model, cursor + 1) : toggle(model)
    case 'ArrowLeft': {
      if (unfolded) return toggle(model)
      const parent = parentOf(forest, id)
      const row = parent < 0 ? -1 : rowOf(forest, rows, parent)
      return rows[row] === parent ? moveTo(model, row) : model
    }
    case '*':
      return unfoldSiblings(model, id)
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
  const id = cursorId(model)
  return isFoldable(model.forest, id) ? unfold(model, [id], !isUnfolded(model, id)) : model
}

function unfoldSiblings(model: TreeModel, id: number): TreeModel {
  const parent = parentOf(model.forest, id)
  return parent < 0 ? model : unfold(model, [...childIdsOf(model.forest, parent)], true)
}

/** Unfolds nodes, planting the JSON in those that are strings, or folds them. */
function unfold(model: TreeModel, ids: readonly number[], unfolds: boolean): TreeModel {
  const nursery = new Nursery(model.forest)
  if (unfolds) for (const id of ids) nursery.plant(id)
  const forest = nursery.forest()
  const open = grown(model.open, forest)
  for (const id of ids) open[id] = unfolds ? 1 : 0
  return withOpen({ ...model, forest }, open)
}

function unfoldBranch(model: TreeModel, unfolds: boolean): TreeModel {
  const id = cursorId(model)
  const forest = unfolds ? (plant(model.forest, id) ?? model.forest) : model.forest
  const open = grown(model.open, forest)
  const setAll = (layer: number, from: number, to: number) => {
    const base = forest.bases[layer] ?? 0
    open.fill(unfolds ? 1 : 0, base + from, base + to)
    for (const [host, inner] of forest.planted) {
      const within = host >= base + from && host < base + to
      if (within) setAll(inner, 0, forest.docs[inner]?.size ?? 0)
    }
  }
  const { layer, doc, node } = placeOf(forest, id)
  setAll(layer, node, at(doc.afters, node))
  return withOpen({ ...model, forest }, open)
}

function openTo(forest: Forest, level: number): Uint8Array {
  const open = new Uint8Array(forestSize(forest))
  const [doc] = forest.docs
  if (!doc) return open
  for (let node = 0; node < doc.size; node++) {
    // JSON in strings stays folded: it is a level of its own kind.
    if (at(doc.depths, node) < level && doc.kinds[node] !== stringKind) open[node] = 1
  }
  return open
}

/** How `NodeTable` writes a string. */
const stringKind = 2

function take(
  model: TreeModel,
  { text, forest, matches, limited }: Extract<TreeAction, { type: 'found' }>,
): TreeModel {
  // The same text searched again (JSON was unfolded meanwhile) stays where it was.
  const origin = model.found?.matches[model.found.current] ?? cursorId(model)
  const next = countBefore(forest, matches, origin)
  const current = next < matches.length ? next : 0
  const found = { text, matches, limited, current, keep: keepOf(forest, matches) }
  const only = model.only && matches.length > 0
  const taken = { ...model, forest, open: grown(model.open, forest), found, only }
  const match = matches[current]
  if (match === undefined) return shown(taken, cursorId(model))
  return { ...goTo(taken, match), acts: model.acts + 1, unfolded: false }
}

/** Shows only what was found, all of it unfolded, or everything again. */
function showOnly(model: TreeModel, only: boolean): TreeModel {
  const { found, forest } = model
  if (!only || !found) return shown({ ...model, only: false }, cursorId(model))
  const open = grown(model.open, forest)
  const done = new Set<number>()
  for (const match of found.matches) {
    // Where another match's ancestors were met, those above were too.
    for (let up = parentOf(forest, match); up >= 0 && !done.has(up); up = parentOf(forest, up)) {
      open[up] = 1
      done.add(up)
    }
  }
  return shown({ ...model, open, only }, cursorId(model))
}

function stepTo(model: TreeModel, step: 1 | -1): TreeModel {
  const { found } = model
  if (!found || found.matches.length === 0) return model
  const current = (found.current + step + found.matches.length) % found.matches.length
  return goTo({ ...model, found: { ...found, current } }, at(found.matches, current))
}

/** Unfolds what leads to a node, and moves there. */
function goTo(model: TreeModel, id: number): TreeModel {
  const open = grown(model.open, model.forest)
  for (let up = parentOf(model.forest, id); up >= 0; up = parentOf(model.forest, up)) open[up] = 1
  return shown({ ...model, open }, id)
}

/** The cursor stays on its node, or goes to the ancestor that was folded over it. */
function withOpen(model: TreeModel, open: Uint8Array): TreeModel {
  return shown({ ...model, open }, cursorId(model))
}

/** The model with the rows it shows, the cursor on a node or the nearest before it. */
function shown(model: TreeModel, cursor: number): TreeModel {
  const { forest, open, found, only } = model
  const rows = rowsOf(forest, grown(open, forest), only && found ? found.keep : null)
  return { ...model, rows, cursor: rowOf(forest, rows, cursor) }
}

/** The same for a forest that has grown: what is new is folded. A copy, always. */
function grown(open: Uint8Array, forest: Forest): Uint8Array {
  const larger = new Uint8Array(forestSize(forest))
  larger.set(open)
  return larger
}
