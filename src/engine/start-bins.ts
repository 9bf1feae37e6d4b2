import type { Columns } from './columns.ts'
import type { FilteredRows } from './filtered-rows.ts'
import { passesWithout, statusOfMark } from './mark.ts'
import type { Histogram } from './protocol.ts'

type Bins = Omit<Histogram, 'version'>

/** How many of a question's rows, whatever its range of dates, started in each bin. Kept up as rows come. */
export class StartBins {
  #bins: Bins
  #upTo = 0
  /** What the bins were counted at: when either changes, some row may be in another bin, or in none. */
  #generation = 0
  #changes = 0
  #lastBin = 0
  readonly #columns: Columns
  readonly #filtered: FilteredRows
  /** Milliseconds since 1970, rising; a bin reaches from one to before the next. */
  readonly #edges: Float64Array

  constructor(columns: Columns, filtered: FilteredRows, edges: readonly number[]) {
    this.#columns = columns
    this.#filtered = filtered
    this.#edges = Float64Array.from(edges)
    this.#bins = this.#emptyBins()
  }

  /** The bins as of now. */
  get(): Bins {
    this.#filtered.catchUp()
    const { count, changed, started } = this.#columns
    if (this.#generation !== this.#filtered.generation || this.#changes !== changed.started.length) {
      this.#generation = this.#filtered.generation
      this.#changes = changed.started.length
      this.#bins = this.#emptyBins()
      this.#upTo = 0
    }
    for (let row = this.#upTo; row < count; row++) {
      const mark = this.#filtered.at(row)
      if (passesWithout(mark, 'range')) this.#add(started.at(row), this.#bins[statusOfMark(mark)])
    }
    this.#upTo = count
    return { active: [...this.#bins.active], ended: [...this.#bins.ended], other: [...this.#bins.other] }
  }

  #add(started: number, bins: number[]): void {
    const bin = this.#binOf(started)
    if (bin !== null) bins[bin] = (bins[bin] ?? 0) + 1
  }

  /** Rows come mostly in order of date: looks where the last one was, and searches if it is not there. */
  #binOf(started: number): number | null {
    const edges = this.#edges
    if (this.#isIn(started, this.#lastBin)) return this.#lastBin
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((edges[middle] ?? 0) <= started) low = middle + 1
      else high = middle
    }
    if (!this.#isIn(started, low - 1)) return null
    this.#lastBin = low - 1
    return this.#lastBin
  }

  #isIn(started: number, bin: number): boolean {
    const from = this.#edges[bin] ?? Infinity
    const to = this.#edges[bin + 1] ?? -Infinity
    return started >= from && started < to
  }

  #emptyBins(): Bins {
    const none = () => Array.from({ length: Math.max(0, this.#edges.length - 1) }, () => 0)
    return { active: none(), ended: none(), other: none() }
  }
}
