import { createClient } from '#twilio/client.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'

import { emitClientEvent } from '#status/system-status.ts'

/**
 * The Twilio client for single resources. Lists of engagements and the name of a list's flow come from the engine, which
 * has its own client.
 */
export const twilioClient = createClient({
  fetch: (...args) => fetch(...args),
  baseUrl: '/api',
  // Only an opened run needs it; it loads with the panel.
  loadParser: () => loadChunk(() => import('./lossless-parser.ts')),
  onEvent: emitClientEvent,
})
