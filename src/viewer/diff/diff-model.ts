import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatuses, displayedSide, type JsonDiff } from '#json/diff/diff-json.ts'
import { isContainer } from '#json/parse/document.ts'
import { isRowNavigationKey, rowAfterKey, rowNavigationKeys } from '#ui/keys/row-navigation-keys.ts'

/** The visible entries of a diff and the row with the keyboard cursor. */
export type DiffModel = {
  readonly diff: JsonDiff
  /** Whether unchanged entries are visible too. */
  readonly showsUnchanged: boolean
  /** 1 for every expanded entry. */
  readonly expanded: Uint8Array
  /** The visible entries, in order. */
  readonly rows: Uint32Array
  /** The row with the keyboard cursor. */
  readonly cursor: number
  /** Number of user actions. The cursor scrolls into view only when this changes. */
  readonly actionCount: number
}

export const diffKeys = [...rowNavigationKeys, 'ArrowRight', 'ArrowLeft'] as const

export type DiffAction =
  | { type: 'key'; key: (typeof diffKeys)[number]; pageSize: number }
  | { type: 'select' | 'toggle'; row: number }
  | { type: 'show unchanged'; showsUnchanged: boolean }

const same = diffStatuses.indexOf('same')
const nested = diffStatuses.indexOf('nested')

/** Entries within something added or removed start expanded when their subtree has at most this many entries. */
const maxExpandedEntries = 20
/** The added or removed value itself starts expanded when it has at most this many members or items. */
const maxExpandedMembers = 100

export function createDiffModel(diff: JsonDiff, showsUnchanged: boolean): DiffModel {
  const expanded = new Uint8Array(diff.size)
  for (let entry = 0; entry < diff.size; entry++) {
    const status = getOrThrow(diff.statuses, entry)
    if (status === same) {
      // Its whole subtree is unchanged, most of a large document: skip it.
      entry = getOrThrow(diff.subtreeEnds, entry) - 1
      continue
    }
    const parent = getOrThrow(diff.parents, entry)
    const isOutermost = parent < 0 || diff.statuses[parent] !== status
    const { doc, node } = displayedSide(diff, entry)
    const isShort = isOutermost
      ? getOrThrow(doc.childCounts, node) <= maxExpandedMembers
      : getOrThrow(diff.subtreeEnds, entry) - entry <= maxExpandedEntries
    expanded[entry] = status === nested || isShort ? 1 : 0
  }
  if (diff.size > 0) expanded[0] = 1
  return {
    diff,
    showsUnchanged,
    expanded,
    rows: visibleRows(diff, expanded, showsUnchanged),
    cursor: 0,
    actionCount: 0,
  }
}

export function diffReducer(model: DiffModel, action: DiffAction): DiffModel {
  return { ...applyAction(model, action), actionCount: model.actionCount + 1 }
}

function applyAction(model: DiffModel, action: DiffAction): DiffModel {
  switch (action.type) {
    case 'select':
      return moveTo(model, action.row)
    case 'toggle':
      return setExpanded(
        moveTo(model, action.row),
        !isEntryExpanded(model, getOrThrow(model.rows, action.row)),
      )
    case 'show unchanged':
      return withExpanded({ ...model, showsUnchanged: action.showsUnchanged }, model.expanded)
    case 'key':
      return handleKey(model, action.key, action.pageSize)
  }
}

function handleKey(model: DiffModel, key: (typeof diffKeys)[number], pageSize: number): DiffModel {
  const { diff, rows, cursor } = model
  const entry = rows[cursor]
  if (entry === undefined) return model
  if (isRowNavigationKey(key))
    return moveTo(model, rowAfterKey(key, { cursor, count: rows.length, pageSize }))
  switch (key) {
    case 'ArrowRight':
      if (!isEntryExpandable(model, entry)) return model
      return isEntryExpanded(model, entry) ? moveTo(model, cursor + 1) : setExpanded(model, true)
    case 'ArrowLeft': {
      if (isEntryExpanded(model, entry)) return setExpanded(model, false)
      const parent = rows.indexOf(getOrThrow(diff.parents, entry))
      return parent < 0 ? model : moveTo(model, parent)
    }
  }
}

/** Whether the entry has child entries that can be visible. */
export function isEntryExpandable({ diff, showsUnchanged }: DiffModel, entry: number): boolean {
  if (getOrThrow(diff.subtreeEnds, entry) === entry + 1) return false
  return showsUnchanged || !isUnchanged(diff, entry)
}

export function isEntryExpanded(model: DiffModel, entry: number): boolean {
  return model.expanded[entry] === 1 && isEntryExpandable(model, entry)
}

/** The tree level, from 1. When both roots are objects, or both arrays, the root has no row: its children are level 1. */
export function entryLevel(diff: JsonDiff, entry: number): number {
  return getOrThrow(diff.depths, entry) + (hidesRoot(diff) ? 0 : 1)
}

function isUnchanged(diff: JsonDiff, entry: number): boolean {
  return getOrThrow(diff.statuses, entry) === same
}

function hidesRoot(diff: JsonDiff): boolean {
  const { doc, node } = displayedSide(diff, 0)
  return getOrThrow(diff.leftNodes, 0) >= 0 && getOrThrow(diff.rightNodes, 0) >= 0 && isContainer(doc, node)
}

function visibleRows(diff: JsonDiff, expanded: Uint8Array, showsUnchanged: boolean): Uint32Array {
  const rows = new Uint32Array(diff.size)
  let count = 0
  for (let entry = hidesRoot(diff) ? 1 : 0; entry < diff.size;) {
    if (!showsUnchanged && isUnchanged(diff, entry)) {
      entry = getOrThrow(diff.subtreeEnds, entry)
      continue
    }
    rows[count++] = entry
    entry = expanded[entry] === 1 ? entry + 1 : getOrThrow(diff.subtreeEnds, entry)
  }
  return rows.slice(0, count)
}

function moveTo(model: DiffModel, row: number): DiffModel {
  return { ...model, cursor: Math.max(0, Math.min(row, model.rows.length - 1)) }
}

function setExpanded(model: DiffModel, expanded: boolean): DiffModel {
  const entry = model.rows[model.cursor]
  if (entry === undefined || !isEntryExpandable(model, entry)) return model
  return withExpanded(model, model.expanded.with(entry, expanded ? 1 : 0))
}

/** Keeps the cursor on its entry, or moves it to the collapsed ancestor. */
function withExpanded(model: DiffModel, expanded: Uint8Array): DiffModel {
  const rows = visibleRows(model.diff, expanded, model.showsUnchanged)
  const entry = model.rows[model.cursor] ?? 0
  let cursor = 0
  for (let row = 0; row < rows.length && getOrThrow(rows, row) <= entry; row++) cursor = row
  return { ...model, expanded, rows, cursor }
}
