import { trustOwnWorkers } from '#worker/trust-own-workers.ts'

import { createResilientConnection, type ResilientConnection } from './rpc/resilient-connection.ts'

/** Starts the engine's worker and restarts it when it crashes. One worker serves the whole page: it caches every flow. */
export function startEngineWorker(): ResilientConnection {
  return createResilientConnection({
    startWorker: () => {
      trustOwnWorkers(globalThis)
      return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' })
    },
  })
}
