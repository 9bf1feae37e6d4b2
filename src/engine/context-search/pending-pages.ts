import type { SearchableStore } from './searchable-store.ts'
import { notChecked, type MatchResults } from '#engine/store/match-results.ts'

type PendingPage = {
  page: number
  rows: number
  bytes: number
  position: number
  state: 'waiting' | 'running'
}

/** The pages with contexts that are not searched yet, or were loaded again after they were searched. */
export class PendingPages {
  rowCount = 0
  /** How many of them are in pages that could not be searched. */
  failedRowCount = 0
  byteCount = 0
  readonly #store: SearchableStore
  readonly #matchResults: readonly MatchResults[]
  readonly #pages = new Map<number, PendingPage>()
  #seenPages = 0

  constructor(store: SearchableStore, matchResults: readonly MatchResults[]) {
    this.#store = store
    this.#matchResults = matchResults
  }

  /** Adds the pages stored since the last update. Contexts that are loaded again are in a new page, too. */
  update(): void {
    const { contexts } = this.#store
    for (; this.#seenPages < contexts.pageCount; this.#seenPages++) {
      const rows = this.pendingRows(this.#seenPages)
      const [first] = rows
      if (first === undefined) continue
      const bytes = rows.reduce((sum, row) => {
        const { start, end } = contexts.at(row)
        return sum + end - start
      }, 0)
      const page = {
        page: this.#seenPages,
        rows: rows.length,
        bytes,
        position: this.#store.positionOf(first),
      }
      this.#pages.set(this.#seenPages, { ...page, state: 'waiting' })
      this.rowCount += rows.length
      this.byteCount += bytes
    }
  }

  /** The rows of a page that need to be searched. */
  pendingRows(page: number): number[] {
    return this.#store.contexts
      .rowsInPage(page)
      .filter((row) =>
        this.#matchResults.some((results) => results.at(row) === notChecked || results.stale.has(row)),
      )
  }

  get isEmpty(): boolean {
    return this.#pages.size === 0
  }

  /** Marks the newest waiting page as running and returns it; null when none is waiting. */
  startNext(): number | null {
    let newest: PendingPage | null = null
    for (const page of this.#pages.values()) {
      if (page.state === 'waiting' && (!newest || page.position < newest.position)) newest = page
    }
    if (newest) newest.state = 'running'
    return newest?.page ?? null
  }

  /** Removes a page that is done. If it could not be searched, its rows stay in the counts of what was not searched. */
  finish(page: number, isSearched: boolean): void {
    const pending = this.#pages.get(page)
    if (!pending || !this.#pages.delete(page)) return
    if (!isSearched) {
      this.failedRowCount += pending.rows
      return
    }
    this.rowCount -= pending.rows
    this.byteCount -= pending.bytes
  }
}
