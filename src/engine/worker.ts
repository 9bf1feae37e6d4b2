import { membersOf } from '#json/members.ts'
import { createClient } from '#twilio/client.ts'

import { createEngine } from './engine.ts'
import { holdLifeline } from '#json/lifeline.ts'
import type { ScanReply } from './scanner-messages.ts'
import { createScanners } from './scanners.ts'
import { serveScanner } from './serve-scanner.ts'
import { serve } from './serve.ts'

// The only worker file of the engine: everything in it is a function that tests call without a worker. The engine's
// worker starts others from the same file, by another name.
const scannerName = 'scanner'

if (self.name === scannerName) {
  serveScanner(self)
  holdLifeline((lock) => self.postMessage({ alive: lock } satisfies ScanReply))
} else {
  const scanners = createScanners({
    start: () => new Worker(self.location.href, { type: 'module', name: scannerName }),
    most: Math.min(4, Math.max(2, navigator.hardwareConcurrency)),
  })
  serve(self, (tell) => {
    const client = createClient({
      fetch: (...args) => fetch(...args),
      base: '/api',
      // This is a worker already.
      split: async (...args) => membersOf(...args),
      tell,
    })
    holdLifeline((lock) => tell({ news: 'alive', lock }))
    return createEngine(client, tell, { scanners })
  })
}
