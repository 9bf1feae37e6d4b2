import type { ResilientConnection } from '#engine/rpc/resilient-connection.ts'
import { startEngineWorker } from '#engine/start-worker.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'

import { emitClientEvent } from '#status/system-status.ts'

/**
 * The Twilio client for single resources. A list needs it only when it is opened with a run; queries that load with the
 * panel, a dialog or another page import it themselves.
 */
export async function loadTwilioClient() {
  return (await loadChunk(() => import('./twilio-client.ts'))).twilioClient
}

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
