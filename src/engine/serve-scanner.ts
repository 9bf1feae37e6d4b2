import * as z from 'zod/mini'

import type { ScanReply, ScanRequest } from './scanner-messages.ts'
import { createScanner } from './scanner.ts'

/** What every message must have; its params are typed by who sends it, from the same build. */
const envelopeSchema = z.object({ id: z.int(), ask: z.enum(['judge', 'values', 'texts', 'pack']) })

/** A scanner's end of its port: the worker's own global. */
type Port = {
  postMessage: (message: ScanReply) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<unknown>) => void) => void
}

/** Answers what the engine asks of a scanner, one after the other. */
export function serveScanner(port: Port): void {
  const scanner = createScanner()
  let last = Promise.resolve()

  port.addEventListener('message', ({ data }) => {
    if (!isRequest(data)) return
    last = last.then(() => answer(data))
  })

  async function answer(request: ScanRequest): Promise<void> {
    const { id } = request
    try {
      port.postMessage({ id, result: await resultOf(request) })
    } catch (thrown) {
      port.postMessage({ id, failed: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }

  function resultOf(request: ScanRequest): Promise<unknown> {
    if (request.ask === 'judge') return scanner.judge(request.params)
    if (request.ask === 'values') return scanner.values(request.params)
    if (request.ask === 'texts') return scanner.texts(request.params)
    return scanner.pack(request.params)
  }
}

function isRequest(data: unknown): data is ScanRequest {
  return envelopeSchema.safeParse(data).success
}
