import type { FilterResult } from './filter-result.ts'
import { growableUint32 } from '#engine/store/growable-array.ts'
import { passesAll } from './filter-mask.ts'
import { sortedIndexOf, type RowList, type SortedRows } from './sorted-rows.ts'

/** The rows that pass a filter, sorted. Appends new rows at the end; any other change rebuilds the list. */
export class QueryResult {
  readonly filtered: FilterResult
  readonly #sorted: SortedRows
  readonly #rows = growableUint32()
  #processedCount = 0
  #filterGeneration = 0
  #sortGeneration = 0

  constructor(filtered: FilterResult, sorted: SortedRows) {
    this.filtered = filtered
    this.#sorted = sorted
  }

  /** The current rows. Valid until the flow changes. */
  rows(): RowList {
    const { filtered } = this
    filtered.update()
    this.#sorted.update()
    const { rows: all, generation } = this.#sorted
    if (filtered.passCount === all.length) return all
    if (this.#filterGeneration !== filtered.generation || this.#sortGeneration !== generation) {
      this.#filterGeneration = filtered.generation
      this.#sortGeneration = generation
      this.#rows.length = this.#processedCount = 0
    }
    for (let index = this.#processedCount; index < all.length; index++) {
      const row = all.at(index)
      if (passesAll(filtered.at(row))) this.#rows.push(row)
    }
    this.#processedCount = all.length
    return this.#rows
  }

  /** The index of a row in the result; null when it is not in it. */
  indexOf(row: number): number | null {
    const rows = this.rows()
    const index = sortedIndexOf(row, rows, this.#sorted.compare)
    return index < rows.length && rows.data[index] === row ? index : null
  }
}
