import { at } from '#json/at.ts'
import { diffMarks, sideOf, type JsonDiff } from '#json/diff.ts'
import { isContainer } from '#json/document.ts'
import { isRowKey, rowByKey, rowKeys } from '#ui/row-keys.ts'

/** Which entries of a diff show, and which of them the keyboard is on. */
export type DiffModel = {
  readonly diff: JsonDiff
  /** Whether what is the same shows too. */
  readonly all: boolean
  /** 1 for every entry that is unfolded. */
  readonly open: Uint8Array
  /** The entries that show, in order. */
  readonly rows: Uint32Array
  /** The row the keyboard is on. */
  readonly cursor: number
  /** How often the reader has acted: then the cursor is brought into view, and at no other time. */
  readonly acts: number
}

export const diffKeys = [...rowKeys, 'ArrowRight', 'ArrowLeft'] as const

export type DiffAction =
  | { type: 'key'; key: (typeof diffKeys)[number]; pageSize: number }
  | { type: 'select' | 'toggle'; row: number }
  | { type: 'all'; all: boolean }

const same = diffMarks.indexOf('same')
const inside = diffMarks.indexOf('inside')

/** What was added or removed whole is unfolded; what is in it, when it takes no more rows than this. */
const mostUnfolded = 20
/** And of what has more members or items than this, it has to be asked for. */
const mostMembers = 100

export function openDiff(diff: JsonDiff, all: boolean): DiffModel {
  const open = new Uint8Array(diff.size)
  for (let entry = 0; entry < diff.size; entry++) {
    const mark = at(diff.marks, entry)
    if (mark === same) {
      // So is all that is in it, most of a large document.
      entry = at(diff.ends, entry) - 1
      continue
    }
    const parent = at(diff.parents, entry)
    const isOutermost = parent < 0 || diff.marks[parent] !== mark
    const { doc, node } = sideOf(diff, entry)
    const isShort = isOutermost
      ? at(doc.counts, node) <= mostMembers
      : at(diff.ends, entry) - entry <= mostUnfolded
    open[entry] = mark === inside || isShort ? 1 : 0
  }
  if (diff.size > 0) open[0] = 1
  return { diff, all, open, rows: rowsOf(diff, open, all), cursor: 0, acts: 0 }
}

export function reduceDiff(model: DiffModel, action: DiffAction): DiffModel {
  return { ...act(model, action), acts: model.acts + 1 }
}

function act(model: DiffModel, action: DiffAction): DiffModel {
  switch (action.type) {
    case 'select':
      return moveTo(model, action.row)
    case 'toggle':
      return setOpen(moveTo(model, action.row), !isUnfolded(model, at(model.rows, action.row)))
    case 'all':
      return withOpen({ ...model, all: action.all }, model.open)
    case 'key':
      return press(model, action.key, action.pageSize)
  }
}

function press(model: DiffModel, key: (typeof diffKeys)[number], pageSize: number): DiffModel {
  const { diff, rows, cursor } = model
  const entry = rows[cursor]
  if (entry === undefined) return model
  if (isRowKey(key)) return moveTo(model, rowByKey(key, { cursor, count: rows.length, pageSize }))
  switch (key) {
    case 'ArrowRight':
      if (!isFoldable(model, entry)) return model
      return isUnfolded(model, entry) ? moveTo(model, cursor + 1) : setOpen(model, true)
    case 'ArrowLeft': {
      if (isUnfolded(model, entry)) return setOpen(model, false)
      const parent = rows.indexOf(at(diff.parents, entry))
      return parent < 0 ? model : moveTo(model, parent)
    }
  }
}

/** Whether an entry has others in it that can show. */
export function isFoldable({ diff, all }: DiffModel, entry: number): boolean {
  if (at(diff.ends, entry) === entry + 1) return false
  return all || !isPlain(diff, entry)
}

export function isUnfolded(model: DiffModel, entry: number): boolean {
  return model.open[entry] === 1 && isFoldable(model, entry)
}

/** From 1. The root has no row of its own where both sides are objects, or both arrays: what is in it is level 1. */
export function levelOf(diff: JsonDiff, entry: number): number {
  return at(diff.depths, entry) + (hidesRoot(diff) ? 0 : 1)
}

/** Whether nothing in it differs. */
function isPlain(diff: JsonDiff, entry: number): boolean {
  return at(diff.marks, entry) === same
}

function hidesRoot(diff: JsonDiff): boolean {
  const { doc, node } = sideOf(diff, 0)
  return at(diff.lefts, 0) >= 0 && at(diff.rights, 0) >= 0 && isContainer(doc, node)
}

function rowsOf(diff: JsonDiff, open: Uint8Array, all: boolean): Uint32Array {
  const rows = new Uint32Array(diff.size)
  let count = 0
  for (let entry = hidesRoot(diff) ? 1 : 0; entry < diff.size;) {
    if (!all && isPlain(diff, entry)) {
      entry = at(diff.ends, entry)
      continue
    }
    rows[count++] = entry
    entry = open[entry] === 1 ? entry + 1 : at(diff.ends, entry)
  }
  return rows.slice(0, count)
}

function moveTo(model: DiffModel, row: number): DiffModel {
  return { ...model, cursor: Math.max(0, Math.min(row, model.rows.length - 1)) }
}

function setOpen(model: DiffModel, open: boolean): DiffModel {
  const entry = model.rows[model.cursor]
  if (entry === undefined || !isFoldable(model, entry)) return model
  return withOpen(model, model.open.with(entry, open ? 1 : 0))
}

/** The cursor stays on its entry, or on what that is folded away in. */
function withOpen(model: DiffModel, open: Uint8Array): DiffModel {
  const rows = rowsOf(model.diff, open, model.all)
  const entry = model.rows[model.cursor] ?? 0
  let cursor = 0
  for (let row = 0; row < rows.length && at(rows, row) <= entry; row++) cursor = row
  return { ...model, open, rows, cursor }
}
