import type { EngineConnection } from '#engine/connect.ts'
import { startEngine } from '#engine/start.ts'
import { createClient } from '#twilio/client.ts'

/** Where single answers come from; lists of engagements come from the engine, which has a client of its own. */
export const twilio = createClient({ fetch: (...args) => fetch(...args), base: '/api' })

let connection: EngineConnection | null = null

/** The engine of this page, started when first needed. At module scope: StrictMode mounts every effect twice. */
export function engine(): EngineConnection {
  connection ??= startEngine()
  return connection
}
