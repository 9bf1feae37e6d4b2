import { diffJson, type JsonDiff } from './diff.ts'
import { indexJson, type JsonDocument } from './document.ts'
import { JsonTextError } from './error.ts'
import { keepLongInside } from './inside.ts'
import { watchLifeline } from './lifeline.ts'
import { type Member, membersOf } from './members.ts'
import type { Answered, Indexed, Job, Jobs, Said } from './worker.ts'

/** Up to how many bytes or UTF-16 units a text is read where it is: some 2 ms, less than it takes to hand it to a worker. */
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
  return perform('index', { text }, text.length <= mostInline, {
    here: () => indexJson(text),
    take: (indexed) => documentOf(text, indexed),
  })
}

function documentOf(text: string, { table, inside }: Indexed): JsonDocument {
  const doc = { ...table, text, size: table.kinds.length }
  const found = inside.map(
    ({ node, found: inner }) => [node, inner && documentOf(inner.text, inner.indexed)] as const,
  )
  keepLongInside(doc, new Map(found))
  return doc
}

/** What differs between two documents; of large ones found in a worker. */
export async function openDiff(left: JsonDocument, right: JsonDocument): Promise<JsonDiff> {
  const isLittle = left.text.length + right.text.length <= mostCompared
  // One text after the other: to hand over two of 20 MB at once takes a long task.
  const kept = await perform('keep', { text: isLittle ? '' : left.text }, isLittle, {
    here: () => 0,
    take: (key) => key,
  })
  return perform('diff', { left: kept, right: right.text }, isLittle, {
    here: () => diffJson(left, right),
    take: (table) => ({ ...table, left, right, size: table.marks.length }),
  })
}

/**
 * The members of an object; of a large one found in a worker.
 * @throws JsonTextError as `membersOf` does
 */
export function openMembers(
  bytes: Uint8Array<ArrayBuffer>,
  leaveOut: readonly string[] = [],
): Promise<readonly Member[]> {
  return perform('members', { bytes, leaveOut }, bytes.length <= mostInline, {
    here: () => membersOf(bytes, leaveOut),
    take: (members) => members,
  })
}

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, { answer: (answered: Answered) => void; giveUp: () => void }>()

/**
 * @param isLittle so that it is done here at once
 * @param here does it without the worker
 * @param take makes the answer of what the worker gives
 */
function perform<J extends Job, T>(
  job: J,
  params: Jobs[J]['params'],
  isLittle: boolean,
  { here, take }: { here: () => T; take: (result: Jobs[J]['result']) => T },
): Promise<T> {
  if (isLittle || typeof Worker === 'undefined') return Promise.resolve().then(here)
  const id = ++lastId
  return new Promise((resolve, reject) => {
    const settle = (read: () => T) => {
      try {
        resolve(read())
      } catch (thrown) {
        reject(thrown)
      }
    }
    waiting.set(id, {
      answer: (answered) =>
        settle(() => {
          if (answered.ok) return take(answered.result)
          throw new JsonTextError(answered.kind, answered.position, answered.message)
        }),
      giveUp: () => settle(here),
    })
    worker ??= startWorker()
    worker.postMessage({ id, job, ...params })
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'json' })
  const ended = () => {
    if (worker !== started) return
    // It could not be started, or died: a long task is better than no context.
    worker = null
    started.terminate()
    for (const { giveUp } of waiting.values()) giveUp()
    waiting.clear()
  }
  started.addEventListener('error', ended)
  started.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('alive' in data) {
      watchLifeline(data.alive, ended)
      return
    }
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    asked?.answer(data)
  })
  return started
}
