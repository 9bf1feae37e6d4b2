import type { ResilientConnection } from '#engine/rpc/resilient-connection.ts'
import { startEngineWorker } from '#engine/start-worker.ts'
import { createClient } from '#twilio/client.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'

import { emitClientEvent } from '#status/system-status.ts'

/** The Twilio client for single resources. Lists of engagements come from the engine, which has its own client. */
export const twilioClient = createClient({
  fetch: (...args) => fetch(...args),
  baseUrl: '/api',
  // Only an opened run needs it; it loads with the panel.
  loadParser: () => loadChunk(() => import('./lossless-parser.ts')),
  onEvent: emitClientEvent,
})

let connection: ResilientConnection | null = null

/** The page's engine, started on first use. It lives at module scope because StrictMode runs every effect twice. */
export function getEngine(): ResilientConnection {
  if (connection) return connection
  connection = startEngineWorker()
  connection.subscribe((event) => {
    if (event.type === 'rate-limited' || event.type === 'failed') emitClientEvent(event)
  })
  return connection
}
