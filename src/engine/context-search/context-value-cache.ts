import { type JsonPath, formatJsonPath } from '#json/path/json-path.ts'

import type { CellValue } from '#engine/rpc/row-results.ts'
import { LruCache } from '#engine/query/lru-cache.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'
import type { SearchableStore } from './searchable-store.ts'

/** Max length of a value's text, in UTF-16 units. A longer one is cut and ends in …. */
const maxValueLength = 200

/** A page's values at a path, by row: about 100 kB. Cached, so that scrolling back is fast. */
type ValuesByRow = Promise<ReadonlyMap<number, string | null>>

/** Reads values from the contexts of a flow, one page at a time and on demand, and caches them. */
export class ContextValueCache {
  readonly #store: Pick<SearchableStore, 'contexts' | 'pageStore'>
  readonly #searchWorkers: SearchWorkerPool
  readonly #cache = new LruCache<ValuesByRow>(300)
  /** Part of the cache key: after a failure, which is rare, no cached value is used again. */
  #failures = 0

  constructor(store: Pick<SearchableStore, 'contexts' | 'pageStore'>, searchWorkers: SearchWorkerPool) {
    this.#store = store
    this.#searchWorkers = searchWorkers
  }

  /** One list per row, one value per path. */
  async values(rows: readonly number[], paths: readonly JsonPath[]): Promise<CellValue[][]> {
    return await Promise.all(rows.map((row) => Promise.all(paths.map((path) => this.#value(row, path)))))
  }

  async #value(row: number, path: JsonPath): Promise<CellValue> {
    const { contexts } = this.#store
    if (row >= contexts.rowCount || !contexts.isLoaded(row)) return { state: 'not-loaded' }
    const text = (await this.#valuesOfPage(contexts.pageOf(row), path)).get(row)
    return text === undefined || text === null ? { state: 'missing' } : { state: 'value', text }
  }

  #valuesOfPage(page: number, path: JsonPath): ValuesByRow {
    const key = `${this.#failures} ${page} ${formatJsonPath(path)}`
    return this.#cache.getOrCreate(key, () => this.#readPage(page, path))
  }

  async #readPage(page: number, path: JsonPath): ValuesByRow {
    const { contexts, pageStore } = this.#store
    const rows = contexts.rowsInPage(page)
    const params = {
      page: { ...pageStore.storedPage(page), spans: contexts.spansOf(rows) },
      path,
      maxLength: maxValueLength,
    }
    const values = await this.#searchWorkers.call('values', params, 'urgent').catch((thrown: unknown) => {
      this.#failures++
      throw thrown
    })
    return new Map(rows.map((row, i) => [row, values[i] ?? null]))
  }
}
