import type { ContextPredicate } from '#search/query/predicates.ts'

import { identifierHashes } from '#json/find/identifier-index.ts'

import { MatchLocations } from './match-locations.ts'
import type { Match, SearchProgress } from '#engine/rpc/row-results.ts'
import type { PageMatches } from '#engine/search-worker/match-page.ts'
import { callTwice, type SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'
import type { SearchableStore } from './searchable-store.ts'
import { PageScan } from './page-scan.ts'
import { noMatch, matched, type MatchResults } from '#engine/store/match-results.ts'

/** Max match locations per searched page. Those of further matches are located when their rows are displayed. */
const maxMatchesPerPage = 50

type PredicateState = {
  readonly predicate: ContextPredicate
  /** Of the identifiers in its text; null without one. */
  readonly identifiers: readonly number[] | null
  readonly results: MatchResults
  readonly locations: MatchLocations
  /** Rows whose match location was requested and has not been found yet. */
  readonly requestedRows: Set<number>
}

/** Matches predicates against all contexts of a flow, newest pages first, including pages loaded while it runs. */
export class ContextSearch {
  readonly #store: SearchableStore
  readonly #searchWorkers: SearchWorkerPool
  readonly #onChange: (isDone: boolean) => void
  readonly #predicates: readonly PredicateState[]
  readonly #scan: PageScan

  /** @param onChange is called when there are new matches, or progress, and says whether all is searched */
  constructor(
    store: SearchableStore,
    searchWorkers: SearchWorkerPool,
    predicates: readonly ContextPredicate[],
    onChange: (isDone: boolean) => void,
  ) {
    this.#store = store
    this.#searchWorkers = searchWorkers
    this.#onChange = onChange
    this.#predicates = predicates.map((predicate) => ({
      predicate,
      identifiers: predicate.text === null ? null : identifierHashes(predicate.text),
      results: store.matchResultsFor(predicate),
      locations: new MatchLocations(),
      requestedRows: new Set(),
    }))
    this.#scan = new PageScan({
      store,
      results: this.#predicates.map(({ results }) => results),
      concurrency: searchWorkers.concurrency,
      scanPage: (page, rows) => this.#searchPage(page, rows),
      onChange,
    })
  }

  /** Continues the search for a while. Called again after each change, because the list then requests its rows. */
  keepAlive(): void {
    this.#scan.keepAlive()
  }

  /** Starts no further pages, because another search is current. */
  stop(): void {
    this.#scan.stop()
  }

  setPaused(isPaused: boolean): void {
    this.#scan.setPaused(isPaused)
  }

  /** How far it is. How many of the contexts that it lacks matter is the query's to say. */
  progress(): Omit<SearchProgress, 'missingContexts'> {
    const state = this.#scan.state()
    const { contexts } = this.#store
    const { pending } = this.#scan
    return {
      state,
      searched: contexts.rowCount - contexts.missingCount - pending.rowCount,
      searchedBytes: contexts.loadedBytes - pending.byteCount,
      totalBytes: contexts.loadedBytes,
      failedContexts: pending.failedRowCount,
    }
  }

  /**
   * The match of the first predicate that each row passes. Null when there is none, or when it is not located yet: then
   * `onChange` is called once it is.
   * @param isDisplayed whether to return matches of a predicate; those of a negated one are not displayed
   */
  matchesFor(
    rows: readonly number[],
    isDisplayed: (predicate: ContextPredicate) => boolean,
  ): (Match | null)[] {
    const missing = new Map<PredicateState, number[]>()
    const matches = rows.map((row) => {
      const predicateState = this.#predicates.find(
        ({ predicate, results }) => results.at(row) === matched && isDisplayed(predicate),
      )
      const match = predicateState?.locations.at(row) ?? null
      if (predicateState && !match) missing.set(predicateState, [...(missing.get(predicateState) ?? []), row])
      return match
    })
    for (const [predicateState, missingRows] of missing) this.#locate(predicateState, missingRows)
    return matches
  }

  async #searchPage(page: number, rows: readonly number[]): Promise<boolean> {
    if (this.#predicates.every((each) => this.#isExcluded(page, each))) {
      const states = new Uint8Array(rows.length * this.#predicates.length).fill(noMatch)
      this.#mergeMatches(page, rows, { states, matches: [] })
      return true
    }
    const pageMatches = await this.#matchPage(
      page,
      rows,
      this.#predicates.map(({ predicate }) => predicate),
      maxMatchesPerPage,
      'normal',
    )
    if (pageMatches) this.#mergeMatches(page, rows, pageMatches)
    return pageMatches !== null
  }

  /** Whether the page's index says that it lacks an identifier of the predicate. */
  #isExcluded(page: number, { identifiers }: PredicateState): boolean {
    return identifiers !== null && !this.#store.pageStore.mayContain(page, identifiers)
  }

  #mergeMatches(page: number, rows: readonly number[], { states, matches }: PageMatches): void {
    rows.forEach((row, i) => {
      // A context that was loaded again meanwhile is in another page, which will be searched too.
      if (this.#store.contexts.pageOf(row) !== page) return
      for (const [index, predicateState] of this.#predicates.entries()) {
        predicateState.locations.delete(row)
        predicateState.requestedRows.delete(row)
        predicateState.results.set(
          row,
          states[i * this.#predicates.length + index] === matched ? matched : noMatch,
        )
      }
    })
    for (const { contextIndex, predicateIndex, match } of matches) {
      const row = rows[contextIndex]
      if (row !== undefined && this.#store.contexts.pageOf(row) === page)
        this.#predicates[predicateIndex]?.locations.set(row, match)
    }
  }

  /** Locates the matches of rows, page by page, and calls `onChange` for each page. Requests each row once. */
  #locate({ predicate, locations, requestedRows }: PredicateState, rows: readonly number[]): void {
    const newRows = rows.filter((row) => !requestedRows.has(row))
    for (const [page, pageRows] of Map.groupBy(newRows, (row) => this.#store.contexts.pageOf(row))) {
      for (const row of pageRows) requestedRows.add(row)
      void this.#matchPage(page, pageRows, [predicate], pageRows.length, 'urgent').then((pageMatches) => {
        for (const { contextIndex, match } of pageMatches?.matches ?? []) {
          const row = pageRows[contextIndex]
          if (row === undefined) continue
          locations.set(row, match)
          requestedRows.delete(row)
        }
        this.#store.version++
        this.#onChange(false)
      })
    }
  }

  /** Null when the page could not be searched: its rows keep their state and do not count as searched. */
  async #matchPage(
    page: number,
    rows: readonly number[],
    predicates: readonly ContextPredicate[],
    maxMatches: number,
    priority: 'urgent' | 'normal',
  ): Promise<PageMatches | null> {
    const { pageStore, contexts } = this.#store
    const params = {
      page: { ...pageStore.storedPage(page), spans: contexts.spansOf(rows) },
      predicates,
      maxMatches,
    }
    return await callTwice(() => this.#searchWorkers.call('matchPage', params, priority))
  }
}
