import type { FilteredRows } from './filtered-rows.ts'
import { growableIntegers } from './growable.ts'
import { passes } from './mark.ts'
import { placeOf, type RowList, type SortedRows } from './sorted-rows.ts'

/** The rows that pass a filter, in an order. Extended by what is new at the end; gone through again after other changes. */
export class Answer {
  readonly filtered: FilteredRows
  readonly #sorted: SortedRows
  readonly #rows = growableIntegers()
  #upTo = 0
  #filterGeneration = 0
  #orderGeneration = 0

  constructor(filtered: FilteredRows, sorted: SortedRows) {
    this.filtered = filtered
    this.#sorted = sorted
  }

  /** The rows as of now. Good until more is read. */
  rows(): RowList {
    const { filtered } = this
    filtered.catchUp()
    this.#sorted.catchUp()
    const { rows: all, generation } = this.#sorted
    if (filtered.passing === all.length) return all
    if (this.#filterGeneration !== filtered.generation || this.#orderGeneration !== generation) {
      this.#filterGeneration = filtered.generation
      this.#orderGeneration = generation
      this.#rows.length = this.#upTo = 0
    }
    for (let at = this.#upTo; at < all.length; at++) {
      const row = all.at(at)
      if (passes(filtered.at(row))) this.#rows.push(row)
    }
    this.#upTo = all.length
    return this.#rows
  }

  /** Where a row stands in the answer; null when it is not in it. */
  placeOf(row: number): number | null {
    const rows = this.rows()
    const at = placeOf(row, rows, this.#sorted.compare)
    return at < rows.length && rows.data[at] === row ? at : null
  }
}
