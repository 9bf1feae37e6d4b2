import { needStepsFor, rowOutcomes } from '#contract/outcome.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { RunWithoutSteps } from '#engine/rpc/load-results.ts'
import type {
  EngagementRow,
  Histogram,
  Neighbours,
  RowsInView,
  StuckWidget,
} from '#engine/rpc/row-results.ts'
import type { FlowStore } from '#engine/store/flow-store.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'

import { facetCounts } from './facet-counts.ts'
import { QueryCache } from './query-cache.ts'
import type { RowList } from './sorted-rows.ts'
import { passesAll } from './filter-mask.ts'
import { withoutContexts, withoutSteps } from './rows-without-data.ts'

/** Filters, sorts and counts the rows of a flow. */
export class FlowQueries {
  readonly #store: FlowStore
  readonly #queryCache: QueryCache

  constructor(store: FlowStore) {
    this.#store = store
    this.#queryCache = new QueryCache(store.columns, store.matchCache)
  }

  /**
   * At most `size` of the matching rows, from index `from` on, and the total number of matching rows.
   * @param anchorRow a row number; the result's `anchorIndex` says where that row is
   */
  rowsInView(query: ParsedQuery, from: number, size: number, anchorRow: number | null = null): RowsInView {
    const result = this.#queryCache.resultFor(query)
    const matches = result.rows()
    const rows: EngagementRow[] = []
    for (const row of matches.data.subarray(from, Math.min(from + size, matches.length)))
      rows.push({ ...this.#store.columns.rowAt(row), match: null })
    const isAboutStuck = query.outcomes.includes('stuck')
    if (isAboutStuck) this.#markLatest(rows)
    return {
      from,
      rows,
      stuckWidgets: isAboutStuck ? this.#stuckWidgets(matches) : null,
      total: matches.length,
      loaded: this.#store.count,
      unlisted: this.#store.count - this.#store.listedCount,
      counts: facetCounts(result.filtered.maskCounts),
      search: null,
      missingSteps: this.#rowsWithoutSteps(query)?.length ?? null,
      anchorIndex: anchorRow === null ? null : result.indexOf(anchorRow),
      nowMs: this.#store.columns.nowMs,
      version: this.#store.version,
    }
  }

  /** An engagement's position in the result and its neighbours; null when it is not in the result. */
  neighbours(query: ParsedQuery, sid: EngagementSid): Neighbours | null {
    const row = this.#store.rowOf(sid)
    const result = this.#queryCache.resultFor(query)
    const index = row === null ? null : result.indexOf(row)
    if (index === null) return null
    const rows = result.rows()
    /** Skips rows without a SID, because they cannot be opened. */
    const nearestWithSid = (step: 1 | -1): EngagementSid | null => {
      for (let position = index + step; position >= 0 && position < rows.length; position += step) {
        const neighbour = rows.data[position]
        const neighbourSid = neighbour === undefined ? null : this.#store.columns.rowAt(neighbour).sid
        if (neighbourSid !== null) return neighbourSid
      }
      return null
    }
    return { index, total: rows.length, previous: nearestWithSid(-1), next: nearestWithSid(1) }
  }

  /**
   * How many rows started in each bin. Applies all filters except the date range.
   * @param edges ascending, in milliseconds since 1970
   */
  histogram(query: ParsedQuery, edges: readonly number[]): Histogram {
    return { ...this.#queryCache.histogramFor(query, edges).counts(), version: this.#store.version }
  }

  /** A snapshot of the row numbers that match the query now, in its sort order. */
  matchingRows(query: ParsedQuery): Uint32Array<ArrayBuffer> {
    const { data, length } = this.#queryCache.resultFor(query).rows()
    return data.slice(0, length)
  }

  /** The first rows, in the query's order, of which only their steps, which are not loaded, say whether they match. */
  rowsWithoutSteps(query: ParsedQuery, max: number): RunWithoutSteps[] {
    const { columns } = this.#store
    const forTerms = this.#rowsWithoutSteps(query)
    const rows = forTerms ?? this.#queryCache.resultFor({ ...query, outcomes: [] }).rows()
    const needed = needStepsFor(query.outcomes).map((each) => rowOutcomes.indexOf(each))
    return this.#firstRuns(rows, (row) => forTerms !== null || needed.includes(columns.outcome.at(row)), max)
  }

  /** The first rows, in the query's order, that match and whose steps are not loaded. */
  matchesWithoutSteps(query: ParsedQuery, max: number): RunWithoutSteps[] {
    const { columns } = this.#store
    const rows = this.#queryCache.resultFor(query).rows()
    return this.#firstRuns(rows, (row) => columns.exitsAt(row) === undefined, max)
  }

  #firstRuns(rows: RowList, isWanted: (row: number) => boolean, max: number): RunWithoutSteps[] {
    const found: RunWithoutSteps[] = []
    for (const row of rows.data.subarray(0, rows.length)) {
      if (found.length === max) break
      if (!isWanted(row)) continue
      const { sid, status, updated } = this.#store.columns.rowAt(row)
      if (sid !== null) found.push({ sid, status, updated })
    }
    return found
  }

  /** The widgets at which the matching runs are stuck, those with the most runs first. */
  #stuckWidgets(matches: RowList): StuckWidget[] {
    const { columns } = this.#store
    const widgets = new Map<string, StuckWidget>()
    for (const row of matches.data.subarray(0, matches.length)) {
      const stuck = columns.stuckAt(row)
      if (stuck === null) continue
      const { widget, limitMs, completedWaits } = stuck
      const runs = (widgets.get(widget)?.runs ?? 0) + 1
      widgets.set(widget, { widget, limitMs, completedWaits, runs })
    }
    return [...widgets.values()].toSorted((a, b) => b.runs - a.runs)
  }

  /** Marks the stuck rows whose contact has no later run among the loaded ones. */
  #markLatest(rows: readonly EngagementRow[]): void {
    const { contact, started, count } = this.#store.columns
    const latest = new Map<number, number>()
    for (const { row, stuck } of rows) if (stuck) latest.set(contact.at(row), -Infinity)
    for (let row = 0; row < count; row++) {
      const previous = latest.get(contact.at(row))
      if (previous !== undefined && started.at(row) > previous) latest.set(contact.at(row), started.at(row))
    }
    for (const each of rows)
      if (each.stuck) each.stuck.isLatest = each.started === latest.get(contact.at(each.row))
  }

  #rowsWithoutSteps(query: ParsedQuery): RowList | null {
    const needed = withoutSteps(query)
    return needed && this.#queryCache.resultFor(needed).rows()
  }

  /**
   * The rows with a missing context that may match the query, in list order. Ignores the query's terms on contexts, which
   * cannot be checked yet. Skips rows without a SID, because their context cannot be requested.
   */
  rowsWithoutContext(query: ParsedQuery): { row: number; sid: EngagementSid }[] {
    const { columns } = this.#store
    const rows: { row: number; sid: EngagementSid }[] = []
    this.#forEachWithoutContext(query, (row) => {
      const sid = columns.sids.at(row)
      if (sid !== null) rows.push({ row, sid })
    })
    return rows.toSorted((a, b) => columns.position.at(a.row) - columns.position.at(b.row))
  }

  /** How many rows with a missing context may match the query: all that its other terms and filters leave. */
  countWithoutContext(query: ParsedQuery): number {
    let count = 0
    this.#forEachWithoutContext(query, () => count++)
    return count
  }

  #forEachWithoutContext(query: ParsedQuery, visit: (row: number) => void): void {
    const { columns, contexts } = this.#store
    if (contexts.missingCount === 0) return
    const filtered = this.#queryCache.filterResultFor(withoutContexts(query))
    filtered.update()
    for (let row = 0; row < columns.count; row++)
      if (!contexts.isLoaded(row) && passesAll(filtered.at(row))) visit(row)
  }
}
