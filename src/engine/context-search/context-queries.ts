import type { JsonPath } from '#json/path/json-path.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'

import { ContextValueCache } from './context-value-cache.ts'
import { ContextSearch } from './context-search.ts'
import { contextPredicatesOf, predicateKey } from '#engine/store/context-predicates.ts'
import type { CellValue, RowsInView, WidgetCounts } from '#engine/rpc/row-results.ts'
import type { FlowQueries } from '#engine/query/flow-queries.ts'
import { LruCache } from '#engine/query/lru-cache.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'
import type { SearchableStore } from './searchable-store.ts'
import { WidgetCounter } from './widget-counter.ts'

/** Searches the contexts of a flow, and reads values from them. Caches the last few searches. */
export class ContextQueries {
  readonly #store: SearchableStore
  readonly #queries: Pick<FlowQueries, 'countWithoutContext'>
  readonly #searchWorkers: SearchWorkerPool
  readonly #onChange: (isDone: boolean) => void
  readonly #searches = new LruCache<ContextSearch>(4)
  readonly #cellValues: ContextValueCache
  #currentSearch: ContextSearch | null = null
  #widgetCounter: WidgetCounter | null = null

  /** @param onChange is called when there are new matches, or progress of the search, and says whether that has ended */
  constructor(
    store: SearchableStore,
    queries: Pick<FlowQueries, 'countWithoutContext'>,
    searchWorkers: SearchWorkerPool,
    onChange: (isDone: boolean) => void,
  ) {
    this.#store = store
    this.#queries = queries
    this.#searchWorkers = searchWorkers
    this.#onChange = onChange
    this.#cellValues = new ContextValueCache(store, searchWorkers)
  }

  /** Starts or continues the context search of the query, and adds its matches and progress to the view. */
  addMatches(query: ParsedQuery, view: RowsInView): RowsInView {
    const { predicates, positiveKeys } = contextPredicatesOf(query.search)
    const search =
      predicates.length === 0
        ? null
        : this.#searches.getOrCreate(JSON.stringify(predicates.map(predicateKey)), () =>
            this.#startSearch(predicates),
          )
    if (this.#currentSearch !== search) this.#currentSearch?.stop()
    this.#currentSearch = search
    if (!search) return view
    search.keepAlive()
    const matches = search.matchesFor(
      view.rows.map(({ row }) => row),
      (predicate) => positiveKeys.has(predicateKey(predicate)),
    )
    return {
      ...view,
      rows: view.rows.map((row, i) => ({ ...row, match: matches[i] ?? null })),
      search: { ...search.progress(), missingContexts: this.#queries.countWithoutContext(query) },
    }
  }

  /** Pauses or resumes the current search. */
  setSearchRunning(isRunning: boolean): void {
    this.#currentSearch?.setPaused(!isRunning)
    this.#store.version++
    this.#onChange(false)
  }

  async values(rows: readonly number[], paths: readonly JsonPath[]): Promise<CellValue[][]> {
    return await this.#cellValues.values(rows, paths)
  }

  /** How many of these rows passed each widget, so far. */
  countWidgets(rows: Uint32Array): WidgetCounts {
    this.#widgetCounter ??= new WidgetCounter(this.#store, this.#searchWorkers, this.#onChange)
    return this.#widgetCounter.count(rows)
  }

  #startSearch(predicates: ConstructorParameters<typeof ContextSearch>[2]): ContextSearch {
    return new ContextSearch(this.#store, this.#searchWorkers, predicates, this.#onChange)
  }
}
