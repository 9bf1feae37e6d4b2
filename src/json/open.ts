import { diffJson, type DiffTable, type JsonDiff } from './diff.ts'
import { indexJson, type JsonDocument } from './document.ts'
import { JsonTextError } from './error.ts'
import type { NodeTable } from './node-table.ts'
import type { Answered, Asked } from './worker.ts'

/** Up to how many UTF-16 units a text is indexed where it is: some 2 ms, less than it takes to hand it to a worker. */
const mostInline = 256_000

/** Comparing costs about ten times as much as indexing. */
const mostCompared = mostInline / 8

/** Whether a text is small enough to be indexed without being waited for. */
export function isSmall(text: string): boolean {
  return text.length <= mostInline
}

/**
 * Indexes a JSON text: a large one in a worker, so that nothing else has to wait; here where there are no workers.
 * @throws JsonTextError as `indexJson` does
 */
export function openJson(text: string): Promise<JsonDocument> {
  const here = () => indexJson(text)
  if (isSmall(text) || typeof Worker === 'undefined') return Promise.resolve().then(here)
  return ask({ id: ++lastId, text }, here, (table) =>
    'kinds' in table ? { ...table, text, size: table.kinds.length } : here(),
  )
}

/** What differs between two documents; of large ones found in a worker. */
export function openDiff(left: JsonDocument, right: JsonDocument): Promise<JsonDiff> {
  const here = () => diffJson(left, right)
  const length = left.text.length + right.text.length
  if (length <= mostCompared || typeof Worker === 'undefined') return Promise.resolve().then(here)
  return ask({ id: ++lastId, left: left.text, right: right.text }, here, (table) =>
    'marks' in table ? { ...table, left, right, size: table.marks.length } : here(),
  )
}

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, { answer: (answered: Answered) => void; giveUp: () => void }>()

/**
 * @param here does it without the worker
 * @param take makes the answer of the tables that came
 */
function ask<T>(asked: Asked, here: () => T, take: (table: NodeTable | DiffTable) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (read: () => T) => {
      try {
        resolve(read())
      } catch (thrown) {
        reject(thrown)
      }
    }
    waiting.set(asked.id, {
      answer: (answered) =>
        settle(() => {
          if (answered.ok) return take(answered.table)
          throw new JsonTextError(answered.kind, answered.position, answered.message)
        }),
      giveUp: () => settle(here),
    })
    worker ??= startWorker()
    worker.postMessage(asked)
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'json' })
  started.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    asked?.answer(data)
  })
  started.addEventListener('error', () => {
    // It could not be started, or died: a long task is better than no context.
    worker = null
    for (const { giveUp } of waiting.values()) giveUp()
    waiting.clear()
  })
  return started
}
