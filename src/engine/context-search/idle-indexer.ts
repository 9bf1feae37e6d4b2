import { callTwice, type SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

import type { SearchableStore } from './searchable-store.ts'

/** How long nothing must be asked of the engine, in milliseconds, before it works ahead. */
const idleMs = 2000

/**
 * Notes, page by page, which identifiers the pages of the flow used last may contain, as long as nothing is asked of the
 * engine. A search for an identifier then reads only the pages that may have it.
 */
export class IdleIndexer {
  readonly #searchWorkers: SearchWorkerPool
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Increases with each use of the engine, which ends the work after the page it is at. */
  #turn = 0

  constructor(searchWorkers: SearchWorkerPool) {
    this.#searchWorkers = searchWorkers
  }

  /** Call it whenever something is asked about a flow. */
  postpone(store: SearchableStore): void {
    const turn = ++this.#turn
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#indexPages(store, turn), idleMs)
  }

  async #indexPages({ pageStore }: SearchableStore, turn: number): Promise<void> {
    while (turn === this.#turn) {
      const page = pageStore.nextUnindexed()
      if (page === null) return
      const params = { page: { ...pageStore.storedPage(page), spans: new Uint32Array() } }
      const index = await callTwice(() => this.#searchWorkers.call('identifierIndex', params, 'normal'))
      pageStore.setIndex(page, index)
    }
  }
}
