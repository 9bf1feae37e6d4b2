import type { Order } from '#search/question.ts'

import type { Columns } from './columns.ts'
import { growableIntegers } from './growable.ts'
import { compareRows, sortAll, type CompareRows } from './row-order.ts'

/** A list of row numbers in an order: of its array, the first `length`. */
export type RowList = { readonly data: Uint32Array<ArrayBuffer>; readonly length: number }

/**
 * All rows in one order, kept up as rows come. Rows that come in order, as those of a list newest first do, are put at
 * the end and cost nothing else; others are merged in, and if they are many, all is sorted anew.
 */
export class SortedRows {
  readonly rows = growableIntegers()
  /** Counts up when something else changed than the end: whoever went through the rows must do so again. */
  generation = 0
  readonly compare: CompareRows
  readonly #columns: Columns
  readonly #order: Order
  /** How many rows, and how many changes of them, have been taken in. */
  #upTo = 0
  #changes = 0

  constructor(columns: Columns, order: Order) {
    this.#columns = columns
    this.#order = order
    this.compare = compareRows(columns, order)
  }

  catchUp(): void {
    const { count } = this.#columns
    const late = this.#takeOutChanged()
    for (; this.#upTo < count && !this.#tooMany(late); this.#upTo++) {
      if (this.#belongsAtEnd(this.#upTo)) this.rows.push(this.#upTo)
      else late.push(this.#upTo)
    }
    if (late.length === 0) return
    this.generation++
    if (this.#tooMany(late)) this.#sortAnew()
    else this.#merge(late)
  }

  /** Merging costs a search for each row, which is more than sorting all of them when there are many. */
  #tooMany(late: readonly number[]): boolean {
    return late.length > 256 && late.length * 8 > this.#columns.count
  }

  #belongsAtEnd(row: number): boolean {
    const { length } = this.rows
    return length === 0 || this.compare(this.rows.at(length - 1), row) < 0
  }

  /** Takes out the rows whose value is another one now. @returns them, each once */
  #takeOutChanged(): number[] {
    const changes = this.#columns.changed[this.#order.by]
    if (changes.length === this.#changes) return []
    const changed = new Uint8Array(this.#upTo)
    const taken: number[] = []
    for (; this.#changes < changes.length; this.#changes++) {
      const row = changes.at(this.#changes)
      if (row >= this.#upTo || changed[row] === 1) continue
      changed[row] = 1
      taken.push(row)
    }
    const { data, length } = this.rows
    let kept = 0
    for (let at = 0; at < length; at++) {
      const row = data[at] ?? 0
      if (changed[row] === 0) data[kept++] = row
    }
    this.rows.length = kept
    return taken
  }

  #sortAnew(): void {
    this.rows.data = sortAll(this.#columns, this.#order)
    this.rows.length = this.#upTo = this.#columns.count
  }

  /** From the end, so that each row moves once at most, and none that stands before all of the late ones. */
  #merge(late: number[]): void {
    late.sort(this.compare)
    this.rows.reserve(late.length)
    const { data, length } = this.rows
    let end = length
    for (const [before, row] of [...late.entries()].toReversed()) {
      const at = placeOf(row, { data, length: end }, this.compare)
      data.copyWithin(at + before + 1, at, end)
      data[at + before] = row
      end = at
    }
    this.rows.length = length + late.length
  }
}

/** Where a row stands in a list in order, or would stand. */
export function placeOf(row: number, { data, length }: RowList, compare: CompareRows): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(data[middle] ?? 0, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
