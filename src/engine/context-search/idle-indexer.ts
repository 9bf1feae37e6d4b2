import { callTwice, type SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

import type { SearchableStore } from './searchable-store.ts'

/** A flow, and how many operations are running on it, such as an export. */
type UsedFlow = { readonly store: SearchableStore; readonly pinCount: number }

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

  /** Call it whenever something is asked about a flow, and when an operation on it has ended. */
  postpone(flow: UsedFlow): void {
    const turn = ++this.#turn
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#indexPages(flow, turn), idleMs)
  }

  async #indexPages(flow: UsedFlow, turn: number): Promise<void> {
    const { pageStore } = flow.store
    while (turn === this.#turn && flow.pinCount === 0) {
      const page = pageStore.nextUnindexed()
      if (page === null) return
      const params = { page: { ...pageStore.storedPage(page), spans: new Uint32Array() } }
      const index = await callTwice(() => this.#searchWorkers.call('identifierIndex', params, 'normal'))
      pageStore.setIndex(page, index)
    }
  }
}
