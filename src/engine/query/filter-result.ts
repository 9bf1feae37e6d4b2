import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import type { ComputeMasks, Filter } from './filter.ts'
import { growableUint16, type Growable } from '#engine/store/growable-array.ts'
import { filterMaskCount, passesAll, type FilterMask } from './filter-mask.ts'
import type { MatchResults } from '#engine/store/match-results.ts'

type ChangeLog = { readonly rows: Growable<Uint32Array<ArrayBuffer>>; processedCount: number }

/**
 * The filter masks of all rows for one query, and how many rows have each mask. `update` brings them up to date: it
 * evaluates new rows, rows whose fields or match states have changed, and where durations take part, the active rows when
 * "now" has moved.
 */
export class FilterResult {
  readonly maskCounts = new Uint32Array(filterMaskCount)
  /** How many rows pass all filters. */
  passCount = 0
  /** Increases when the mask of an existing row changes. */
  generation = 0
  readonly #masks = growableUint16()
  readonly #columns: EngagementColumns
  readonly #computeMasks: ComputeMasks
  readonly #changeLogs: readonly ChangeLog[]
  readonly #usesDurations: boolean
  #nowMs: number

  /** @param matchResults those that `computeMasks` reads */
  constructor(
    columns: EngagementColumns,
    { computeMasks, usesDurations }: Filter,
    matchResults: readonly MatchResults[],
  ) {
    this.#columns = columns
    this.#usesDurations = usesDurations
    this.#nowMs = columns.nowMs
    this.#computeMasks = computeMasks
    this.#changeLogs = [columns.changedRows.any, ...matchResults.map(({ changes }) => changes)].map(
      (rows) => ({
        rows,
        processedCount: rows.length,
      }),
    )
  }

  /** The mask of a row, as of the last `update`. */
  at(row: number): FilterMask {
    return this.#masks.at(row)
  }

  update(): void {
    for (const log of this.#changeLogs) {
      for (; log.processedCount < log.rows.length; log.processedCount++)
        this.#recompute(log.rows.at(log.processedCount))
    }
    const { count, nowMs } = this.#columns
    const first = this.#masks.length
    if (this.#usesDurations && this.#nowMs !== nowMs) {
      for (let row = 0; row < first; row++) if (this.#columns.isActive(row)) this.#recompute(row)
    }
    this.#nowMs = nowMs
    this.#masks.reserve(count - first)
    this.#masks.length = count
    this.#computeMasks(this.#masks.data, first, count)
    this.#countNewRows(first)
  }

  /** Locals, since the loop is over all rows of a new query: with fields it takes three times as long. */
  #countNewRows(first: number): void {
    const { maskCounts } = this
    const { data, length } = this.#masks
    let passCount = 0
    for (let row = first; row < length; row++) {
      const mask = data[row] ?? 0
      maskCounts[mask] = (maskCounts[mask] ?? 0) + 1
      if (passesAll(mask)) passCount++
    }
    this.passCount += passCount
  }

  #recompute(row: number): void {
    if (row >= this.#masks.length) return
    const previousMask = this.#masks.at(row)
    this.#computeMasks(this.#masks.data, row, row + 1)
    const mask = this.#masks.at(row)
    if (mask === previousMask) return
    this.generation++
    this.#addToCounts(previousMask, -1)
    this.#addToCounts(mask, 1)
  }

  #addToCounts(mask: FilterMask, delta: 1 | -1): void {
    this.maskCounts[mask] = (this.maskCounts[mask] ?? 0) + delta
    if (passesAll(mask)) this.passCount += delta
  }
}
