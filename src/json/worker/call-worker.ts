import { JsonTextError } from '#json/parse/json-text-error.ts'
import { createRpcClient, type RpcClient } from '#worker/rpc.ts'
import { trustOwnWorkers } from '#worker/trust-own-workers.ts'
import { yieldToEventLoop } from '#worker/yield-to-event-loop.ts'
import type { JsonWorkerError, JsonWorkerMethods } from './worker.ts'

/** Texts of up to this many bytes or UTF-16 units are parsed inline: about 2 ms, less than sending them to a worker. */
export const maxInlineLength = 256_000

let client: RpcClient<JsonWorkerMethods> | null = null

/**
 * Calls a method of the JSON worker. `runInline` replaces the call if there are no workers or the worker fails: a long
 * task is better than no context. `fromResult` converts the worker's result.
 * @param isInline runs the call without the worker
 * @throws AbortError when the signal is aborted
 */
export async function callWorker<M extends keyof JsonWorkerMethods, T>(
  method: M,
  params: JsonWorkerMethods[M]['params'],
  isInline: boolean,
  {
    runInline,
    fromResult,
    signal,
  }: {
    runInline: () => T
    fromResult: (result: JsonWorkerMethods[M]['result']) => T
    signal?: AbortSignal | undefined
  },
): Promise<T> {
  if (isInline || typeof Worker === 'undefined') return Promise.resolve().then(runInline)
  // A large text may have been received in this task, and the browser copies it again to send it: two tasks are shorter.
  await yieldToEventLoop()
  client ??= startWorker()
  return client.call(method, params, { signal }).then(fromResult, (thrown: unknown) => {
    if (thrown instanceof JsonTextError || signal?.aborted) throw thrown
    return runInline()
  })
}

function startWorker(): RpcClient<JsonWorkerMethods> {
  trustOwnWorkers(globalThis)
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'json' })
  return createRpcClient<JsonWorkerMethods, never, JsonWorkerError>(worker, {
    deserializeError: (error) => error && new JsonTextError(error.kind, error.position, error.message),
    exitError: () => null,
    onExit: () => {
      client = null
    },
  })
}
