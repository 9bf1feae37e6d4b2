import type { MatchResults } from '#engine/store/match-results.ts'

import { PendingPages } from './pending-pages.ts'
import type { SearchableStore } from './searchable-store.ts'

/** How long a scan continues after its results were last requested, in milliseconds. After that, the list is closed. */
const idleTimeoutMs = 3000

type PageScanOptions = {
  store: SearchableStore
  /** Which rows are done. */
  results: readonly MatchResults[]
  /** Max pages at once. */
  concurrency: number
  /** Scans rows of a page and sets their results. @returns whether it could be scanned */
  scanPage: (page: number, rows: readonly number[]) => Promise<boolean>
  /** Called after each page. @param isDone whether it was the last one so far */
  onChange: (isDone: boolean) => void
}

/** Scans all pages of a flow in the search workers, newest first, including pages loaded meanwhile. */
export class PageScan {
  readonly pending: PendingPages
  readonly #options: PageScanOptions
  #runningCount = 0
  #activeUntilMs = 0
  #isPaused = false

  constructor(options: PageScanOptions) {
    this.#options = options
    this.pending = new PendingPages(options.store, options.results)
  }

  /** Continues the scan for `idleTimeoutMs`. Called again after each change, because then results are requested again. */
  keepAlive(): void {
    this.#activeUntilMs = performance.now() + idleTimeoutMs
    this.#startPages()
  }

  /** Starts no further pages, because another scan is current. */
  stop(): void {
    this.#activeUntilMs = 0
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.#startPages()
  }

  /** The state, with pages loaded since then. */
  state(): 'running' | 'paused' | 'done' {
    this.pending.update()
    return this.pending.isEmpty ? 'done' : this.#isPaused ? 'paused' : 'running'
  }

  #startPages(): void {
    this.pending.update()
    while (
      !this.#isPaused &&
      performance.now() < this.#activeUntilMs &&
      this.#runningCount < this.#options.concurrency
    ) {
      const page = this.pending.startNext()
      if (page === null) return
      void this.#scan(page)
    }
  }

  async #scan(page: number): Promise<void> {
    const { store, scanPage, onChange } = this.#options
    this.#runningCount++
    const isScanned = await scanPage(page, this.pending.pendingRows(page))
    this.#runningCount--
    this.pending.finish(page, isScanned)
    store.version++
    onChange(this.pending.isEmpty)
    this.#startPages()
  }
}
