import { filterKey, listQueryKey, type Sort, type ParsedQuery } from '#search/query/list-query.ts'

import type { MatchCache } from '#engine/store/match-cache.ts'
import { QueryResult } from './query-result.ts'
import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import { createFilter } from './filter.ts'
import { FilterResult } from './filter-result.ts'
import { LruCache } from './lru-cache.ts'
import { SortedRows } from './sorted-rows.ts'
import { StartHistogram } from './histogram.ts'
import type { MatchResults } from '#engine/store/match-results.ts'

/** Caches the results of the last queries. Takes 2 bytes per row for a filter, and 4 for a sort order or a result. */
export class QueryCache {
  readonly #columns: EngagementColumns
  readonly #matchCache: MatchCache
  readonly #filterResults = new LruCache<FilterResult>(4)
  readonly #sortedRows = new LruCache<SortedRows>(3)
  readonly #results = new LruCache<QueryResult>(3)
  readonly #histograms = new LruCache<StartHistogram>(3)

  constructor(columns: EngagementColumns, matchCache: MatchCache) {
    this.#columns = columns
    this.#matchCache = matchCache
  }

  resultFor(query: ParsedQuery): QueryResult {
    return this.#results.getOrCreate(
      listQueryKey(query),
      () => new QueryResult(this.filterResultFor(query), this.#sortedFor(query.sort)),
    )
  }

  histogramFor(query: ParsedQuery, edges: readonly number[]): StartHistogram {
    return this.#histograms.getOrCreate(
      JSON.stringify([filterKey(query), edges]),
      () => new StartHistogram(this.#columns, this.filterResultFor(query), edges),
    )
  }

  #sortedFor(sort: Sort): SortedRows {
    return this.#sortedRows.getOrCreate(
      `${sort.by} ${sort.descending}`,
      () => new SortedRows(this.#columns, sort),
    )
  }

  filterResultFor(query: ParsedQuery): FilterResult {
    return this.#filterResults.getOrCreate(filterKey(query), () => {
      const matchResults: MatchResults[] = []
      const filter = createFilter(this.#columns, query, (predicate) => {
        const results = this.#matchCache.getOrCreate(predicate)
        matchResults.push(results)
        return results
      })
      return new FilterResult(this.#columns, filter, matchResults)
    })
  }
}
