import type { Sort } from '#search/query/list-query.ts'

import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import { growableUint32 } from '#engine/store/growable-array.ts'
import { createRowCompare, rowKeys, sortAllRows, type CompareRows } from './row-compare.ts'
import { compareNumbers } from './sort-rows.ts'

/** A list of row numbers: the first `length` values of `data`. */
export type RowList = { readonly data: Uint32Array<ArrayBuffer>; readonly length: number }

/**
 * All rows in one sort order. `update` brings it up to date: rows that arrive in order are appended, as when a list
 * sorted newest first is loaded. Others are merged in. If there are many of them, everything is sorted again. In the order
 * of durations, active rows are merged with the others again when "now" has moved.
 */
export class SortedRows {
  readonly rows = growableUint32()
  /** Increases when anything but the end changed. Then readers must process all rows again. */
  generation = 0
  readonly compare: CompareRows
  readonly #columns: EngagementColumns
  readonly #sort: Sort
  /** How many rows, and how many entries of the change log, have been processed. */
  #processedCount = 0
  #processedChanges = 0
  /** The time that the order of durations is of. */
  #nowMs: number

  constructor(columns: EngagementColumns, sort: Sort) {
    this.#columns = columns
    this.#sort = sort
    this.#nowMs = columns.nowMs
    this.compare = createRowCompare(columns, sort)
  }

  update(): void {
    const { count } = this.#columns
    const outOfOrder = this.#removeChanged()
    for (; this.#processedCount < count && !this.#isTooMany(outOfOrder); this.#processedCount++) {
      if (this.#belongsAtEnd(this.#processedCount)) this.rows.push(this.#processedCount)
      else outOfOrder.push(this.#processedCount)
    }
    if (outOfOrder.length === 0) return
    this.generation++
    if (this.#isTooMany(outOfOrder)) this.#sortAgain()
    else this.#merge(outOfOrder)
  }

  /** Merging needs a search per row. For many rows, sorting everything is faster. */
  #isTooMany(outOfOrder: readonly number[]): boolean {
    return outOfOrder.length > 256 && outOfOrder.length * 8 > this.#columns.count
  }

  #belongsAtEnd(row: number): boolean {
    const { length } = this.rows
    return length === 0 || this.compare(this.rows.at(length - 1), row) < 0
  }

  /** Removes the rows whose sort value has changed. @returns the removed rows, each once */
  #removeChanged(): number[] {
    const changes = this.#columns.changedRows[this.#sort.by]
    const { nowMs } = this.#columns
    const isNowMoved = this.#sort.by === 'duration' && this.#nowMs !== nowMs
    if (changes.length === this.#processedChanges && !isNowMoved) return []
    const changed = new Uint8Array(this.#processedCount)
    const removed: number[] = []
    const markChanged = (row: number) => {
      if (row >= this.#processedCount || changed[row] === 1) return
      changed[row] = 1
      removed.push(row)
    }
    for (; this.#processedChanges < changes.length; this.#processedChanges++)
      markChanged(changes.at(this.#processedChanges))
    if (isNowMoved) this.#markRunsOfNoDuration(Math.min(this.#nowMs, nowMs), markChanged)
    const { data, length } = this.rows
    const active = growableUint32()
    let remaining = 0
    for (let index = 0; index < length; index++) {
      const row = data[index] ?? 0
      if (changed[row] === 1) continue
      if (isNowMoved && this.#columns.isActive(row)) active.push(row)
      else data[remaining++] = row
    }
    this.rows.length = remaining
    this.#nowMs = nowMs
    if (active.length > 0) this.#mergeActive(active)
    return removed
  }

  /** Active runs that start after "now" all last 0 ms: their order changes when "now" has moved past some of them. */
  #markRunsOfNoDuration(nowMs: number, markChanged: (row: number) => void): void {
    const { started } = this.#columns
    for (let row = 0; row < this.#processedCount; row++)
      if (started.at(row) > nowMs && this.#columns.isActive(row)) markChanged(row)
  }

  /**
   * Merges active rows with the others, in linear time. When "now" has moved, the others keep their durations, and active
   * rows keep their order: each lasts longer by the same time.
   */
  #mergeActive(active: RowList): void {
    this.generation++
    const keys = rowKeys(this.#columns, this.#sort)
    const { position } = this.#columns
    const isAfter = (a: number, b: number) =>
      (compareNumbers(keys[a] ?? 0, keys[b] ?? 0) || position.at(a) - position.at(b)) > 0
    const { data } = this.rows
    let remaining = this.rows.length
    let toMerge = active.length
    this.rows.length += toMerge
    // From the end, so that no row is overwritten before it has moved.
    while (toMerge > 0) {
      const row = active.data[toMerge - 1] ?? 0
      const other = data[remaining - 1] ?? 0
      const isOtherNext = remaining > 0 && isAfter(other, row)
      data[remaining + toMerge - 1] = isOtherNext ? other : row
      if (isOtherNext) remaining--
      else toMerge--
    }
  }

  #sortAgain(): void {
    this.rows.data = sortAllRows(this.#columns, this.#sort)
    this.rows.length = this.#processedCount = this.#columns.count
  }

  /** Merges from the end, so that each row moves at most once, and rows before the first insertion do not move at all. */
  #merge(outOfOrder: number[]): void {
    outOfOrder.sort(this.compare)
    this.rows.reserve(outOfOrder.length)
    const { data, length } = this.rows
    let end = length
    for (const [before, row] of [...outOfOrder.entries()].toReversed()) {
      const index = sortedIndexOf(row, { data, length: end }, this.compare)
      data.copyWithin(index + before + 1, index, end)
      data[index + before] = row
      end = index
    }
    this.rows.length = length + outOfOrder.length
  }
}

/** The index of a row in a sorted list, or the index to insert it at. */
export function sortedIndexOf(row: number, { data, length }: RowList, compare: CompareRows): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(data[middle] ?? 0, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
