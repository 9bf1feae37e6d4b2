import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import type { FilterResult } from './filter-result.ts'
import { passesAllExcept, statusFromMask } from './filter-mask.ts'
import type { Histogram } from '#engine/rpc/row-results.ts'

type Bins = Omit<Histogram, 'version'>

/** Counts how many rows of a query started in each bin. Applies all filters except the date range. Updates incrementally. */
export class StartHistogram {
  #bins: Bins
  #processedCount = 0
  /** The state that the bins were counted from. When either changes, all rows are counted again. */
  #generation = 0
  #startChanges = 0
  #lastBin = 0
  readonly #columns: EngagementColumns
  readonly #filtered: FilterResult
  /** Milliseconds since 1970, ascending. A bin includes its start edge and excludes its end edge. */
  readonly #edges: Float64Array

  constructor(columns: EngagementColumns, filtered: FilterResult, edges: readonly number[]) {
    this.#columns = columns
    this.#filtered = filtered
    this.#edges = Float64Array.from(edges)
    this.#bins = this.#emptyBins()
  }

  /** Returns up-to-date copies of the bins. */
  counts(): Bins {
    this.#filtered.update()
    const { count, changedRows, started } = this.#columns
    if (this.#generation !== this.#filtered.generation || this.#startChanges !== changedRows.started.length) {
      this.#generation = this.#filtered.generation
      this.#startChanges = changedRows.started.length
      this.#bins = this.#emptyBins()
      this.#processedCount = 0
    }
    for (let row = this.#processedCount; row < count; row++) {
      const mask = this.#filtered.at(row)
      if (passesAllExcept(mask, 'range')) this.#add(started.at(row), this.#bins[statusFromMask(mask)])
    }
    this.#processedCount = count
    return { active: [...this.#bins.active], ended: [...this.#bins.ended], other: [...this.#bins.other] }
  }

  #add(started: number, bins: number[]): void {
    const bin = this.#binIndex(started)
    if (bin !== null) bins[bin] = (bins[bin] ?? 0) + 1
  }

  /** Tries the bin of the previous row first, because rows are mostly in date order, then searches. Null outside all bins. */
  #binIndex(started: number): number | null {
    const edges = this.#edges
    if (this.#isInBin(started, this.#lastBin)) return this.#lastBin
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((edges[middle] ?? 0) <= started) low = middle + 1
      else high = middle
    }
    if (!this.#isInBin(started, low - 1)) return null
    this.#lastBin = low - 1
    return this.#lastBin
  }

  #isInBin(started: number, bin: number): boolean {
    const from = this.#edges[bin] ?? Infinity
    const to = this.#edges[bin + 1] ?? -Infinity
    return started >= from && started < to
  }

  #emptyBins(): Bins {
    const zeros = () => Array.from({ length: Math.max(0, this.#edges.length - 1) }, () => 0)
    return { active: zeros(), ended: zeros(), other: zeros() }
  }
}
