import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatuses, displayedSide, type JsonDiff } from '#json/diff/diff-json.ts'
import { isContainer, kindOf, stringValue } from '#json/parse/document.ts'
import { isRowNavigationKey, rowAfterKey, rowNavigationKeys } from '#ui/keys/row-navigation-keys.ts'

/** The visible entries of a diff and the row with the keyboard cursor. */
export type DiffModel = {
  readonly diff: JsonDiff
  /** Whether unchanged entries are visible too. */
  readonly showsUnchanged: boolean
  /** How many differences of each entry are expected; null where none is. */
  readonly expectedCounts: Uint32Array | null
  /** Whether expected differences are visible too. */
  readonly showsExpected: boolean
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
  | { type: 'show expected'; showsExpected: boolean }

/** Whether two different texts were expected to differ, so that their difference says nothing. */
export type IsExpectedDifference = (left: string, right: string) => boolean

const same = diffStatuses.indexOf('same')
const nested = diffStatuses.indexOf('nested')
const changed = diffStatuses.indexOf('changed')

/** Entries within something added or removed start expanded when their subtree has at most this many entries. */
const maxExpandedEntries = 20
/** The added or removed value itself starts expanded when it has at most this many members or items. */
const maxExpandedMembers = 100

export function createDiffModel(
  diff: JsonDiff,
  showsUnchanged: boolean,
  isExpected?: IsExpectedDifference,
): DiffModel {
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
  const shown = {
    diff,
    showsUnchanged,
    expanded,
    expectedCounts: isExpected ? countExpected(diff, isExpected) : null,
    showsExpected: false,
  }
  return { ...shown, rows: visibleRows(shown), cursor: 0, actionCount: 0 }
}

/** With more changed values none is tested: a test of all would block the page. */
const maxTestedValues = 5000
/** In UTF-16 units. Longer texts are not tested. */
const maxTestedLength = 300

/** How many differences of each entry are expected; null if none is. */
function countExpected(diff: JsonDiff, isExpected: IsExpectedDifference): Uint32Array | null {
  const changedCount = diff.statuses.reduce((sum, status) => sum + (status === changed ? 1 : 0), 0)
  if (changedCount > maxTestedValues) return null
  const counts = new Uint32Array(diff.size)
  // Backwards, so that the counts of an entry's children are complete.
  for (let entry = diff.size - 1; entry >= 0; entry--) {
    if (diff.statuses[entry] === changed && isExpectedChange(diff, entry, isExpected)) counts[entry] = 1
    const parent = getOrThrow(diff.parents, entry)
    if (parent >= 0) counts[parent] = getOrThrow(counts, parent) + getOrThrow(counts, entry)
  }
  return counts.some((count) => count > 0) ? counts : null
}

function isExpectedChange(
  { left, right, leftNodes, rightNodes }: JsonDiff,
  entry: number,
  isExpected: IsExpectedDifference,
): boolean {
  const texts = [
    { doc: left, node: getOrThrow(leftNodes, entry) },
    { doc: right, node: getOrThrow(rightNodes, entry) },
  ].map(({ doc, node }) =>
    kindOf(doc, node) === 'string' &&
    getOrThrow(doc.ends, node) - getOrThrow(doc.starts, node) <= maxTestedLength
      ? stringValue(doc, node)
      : null,
  )
  const [before = null, after = null] = texts
  return before !== null && after !== null && isExpected(before, after)
}

/** How many differences of an entry are visible. */
export function visibleDifferenceCount(
  { diff, expectedCounts, showsExpected }: Pick<DiffModel, 'diff' | 'expectedCounts' | 'showsExpected'>,
  entry: number,
): number {
  const hidden = expectedCounts === null || showsExpected ? 0 : getOrThrow(expectedCounts, entry)
  return getOrThrow(diff.differenceCounts, entry) - hidden
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
    case 'show expected':
      return withExpanded({ ...model, showsExpected: action.showsExpected }, model.expanded)
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

function visibleRows(model: Omit<DiffModel, 'rows' | 'cursor' | 'actionCount'>): Uint32Array {
  const { diff, expanded, showsUnchanged } = model
  const rows = new Uint32Array(diff.size)
  let count = 0
  for (let entry = hidesRoot(diff) ? 1 : 0; entry < diff.size;) {
    if (isUnchanged(diff, entry) ? !showsUnchanged : isExpectedOnly(model, entry)) {
      entry = getOrThrow(diff.subtreeEnds, entry)
      continue
    }
    rows[count++] = entry
    entry = expanded[entry] === 1 ? entry + 1 : getOrThrow(diff.subtreeEnds, entry)
  }
  return rows.slice(0, count)
}

/** Whether nothing but expected differences is in the entry, and these are hidden. */
function isExpectedOnly(model: Omit<DiffModel, 'rows' | 'cursor' | 'actionCount'>, entry: number): boolean {
  const { expectedCounts, showsExpected } = model
  if (expectedCounts === null || showsExpected || getOrThrow(expectedCounts, entry) === 0) return false
  return visibleDifferenceCount(model, entry) === 0
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
  const rows = visibleRows({ ...model, expanded })
  const entry = model.rows[model.cursor] ?? 0
  let cursor = 0
  for (let row = 0; row < rows.length && getOrThrow(rows, row) <= entry; row++) cursor = row
  return { ...model, expanded, rows, cursor }
}
