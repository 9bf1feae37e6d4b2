import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'

import { createEngine } from './engine.ts'
import { serveRpc } from '#worker/rpc.ts'
import { trustOwnWorkers } from '#worker/trust-own-workers.ts'
import { serverErrorOptions } from './rpc/error-options.ts'
import type { EngineEvent, EngineMethods } from './rpc/protocol.ts'
import { createSearchWorker, type SearchWorkerMethods } from './search-worker/search-worker.ts'
import { createSearchWorkerPool } from './search-worker/search-worker-pool.ts'

// The engine's only worker file. It has no logic of its own, so that tests need no worker. The engine's worker starts
// the search workers from this same file, under another name.
const searchWorkerName = 'search-worker'

if (self.name === searchWorkerName) {
  serveRpc<SearchWorkerMethods>(self, createSearchWorker, serverErrorOptions)
} else {
  trustOwnWorkers(globalThis)
  const searchWorkers = createSearchWorkerPool({
    startWorker: () => new Worker(self.location.href, { type: 'module', name: searchWorkerName }),
    maxWorkers: Math.min(4, Math.max(2, navigator.hardwareConcurrency)),
  })
  const startEngine = (emit: (event: EngineEvent) => void) => {
    const client = createClient({
      fetch: (...args) => fetch(...args),
      baseUrl: '/api',
      // Kept as they are: compressing them again would take as long as reading them.
      pagesAsGzipFiles: true,
      // This is a worker already, so parse in this thread.
      loadParser: loadInlineParser,
      onEvent: emit,
    })
    return createEngine(client, emit, { searchWorkers })
  }
  serveRpc<EngineMethods, EngineEvent>(self, startEngine, serverErrorOptions)
}
