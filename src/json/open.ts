import { indexJson, type JsonDocument } from './document.ts'
import { JsonTextError } from './error.ts'
import type { Indexed } from './worker.ts'

/** Up to how many UTF-16 units a text is indexed where it is: some 2 ms, less than it takes to hand it to a worker. */
const mostInline = 256_000

/** Whether a text is small enough to be indexed without being waited for. */
export function isSmall(text: string): boolean {
  return text.length <= mostInline
}

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, { text: string; settle: (read: () => JsonDocument) => void }>()

/**
 * Indexes a JSON text: a large one in a worker, so that nothing else has to wait; here where there are no workers.
 * @throws JsonTextError as `indexJson` does
 */
export function openJson(text: string): Promise<JsonDocument> {
  if (isSmall(text) || typeof Worker === 'undefined') return Promise.resolve().then(() => indexJson(text))
  return new Promise((resolve, reject) => {
    const id = ++lastId
    const settle = (read: () => JsonDocument) => {
      try {
        resolve(read())
      } catch (thrown) {
        reject(thrown)
      }
    }
    waiting.set(id, { text, settle })
    worker ??= startWorker()
    worker.postMessage({ id, text })
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'json' })
  started.addEventListener('message', ({ data }: MessageEvent<Indexed>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    asked?.settle(() => documentOf(asked.text, data))
  })
  started.addEventListener('error', () => {
    // It could not be started, or died: a long task is better than no context.
    worker = null
    for (const { text, settle } of waiting.values()) settle(() => indexJson(text))
    waiting.clear()
  })
  return started
}

function documentOf(text: string, indexed: Indexed): JsonDocument {
  if (indexed.ok) return { ...indexed.table, text, size: indexed.table.kinds.length }
  throw new JsonTextError(indexed.kind, indexed.position, indexed.message)
}
