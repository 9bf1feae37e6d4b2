import type { Sort } from '#search/query/list-query.ts'

import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import { growableUint32 } from '#engine/store/growable-array.ts'
import { createRowCompare, sortAllRows, type CompareRows } from './row-compare.ts'

/** A list of row numbers: the first `length` values of `data`. */
export type RowList = { readonly data: Uint32Array<ArrayBuffer>; readonly length: number }

/**
 * All rows in one sort order. `update` brings it up to date: rows that arrive in order are appended, as when a list
 * sorted newest first is loaded. Others are merged in. If there are many of them, everything is sorted again. In the order
 * of durations, active rows are merged in again when "now" has moved.
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
    const isNowMoved = this.#sort.by === 'duration' && this.#nowMs !== this.#columns.nowMs
    this.#nowMs = this.#columns.nowMs
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
    if (isNowMoved) {
      for (let index = 0; index < this.rows.length; index++) {
        const row = this.rows.at(index)
        if (this.#columns.isActive(row)) markChanged(row)
      }
    }
    const { data, length } = this.rows
    let remaining = 0
    for (let index = 0; index < length; index++) {
      const row = data[index] ?? 0
      if (changed[row] === 0) data[remaining++] = row
    }
    this.rows.length = remaining
    return removed
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
