import { createSearchWorker } from './search-worker.ts'
import type { SearchWorkerPool } from './search-worker-pool.ts'

/** A search worker in the engine's own thread, for Node and tests, where there are no workers. */
export function createInlineSearchWorker(): SearchWorkerPool {
  const searchWorker = createSearchWorker()
  return { concurrency: 1, call: (method, params) => searchWorker[method](params) }
}
