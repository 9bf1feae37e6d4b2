import { Problem, reviveProblem } from '#contract/problem.ts'

import type { AskName, Asks, Reply, Request } from './protocol.ts'

/** The far end: a Worker, or one end of a MessageChannel in tests. */
export type FarEnd = {
  postMessage: (message: Request) => void
  addEventListener: ((type: 'message', listener: (event: MessageEvent<Reply>) => void) => void) &
    ((type: 'error', listener: (event: Event) => void) => void)
}

/** Asks the engine something. Rejects with a `Problem`, or with the abort of the signal. */
export type EngineConnection = {
  ask: <N extends AskName>(
    name: N,
    params: Asks[N]['params'],
    signal?: AbortSignal,
  ) => Promise<Asks[N]['result']>
}

type Waiting = { resolve: (result: unknown) => void; reject: (reason: unknown) => void }

/** The page's end of the connection to the engine's worker. */
export function connect(worker: FarEnd): EngineConnection {
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  worker.addEventListener('message', ({ data }) => {
    const entry = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) entry?.resolve(data.result)
    else entry?.reject(reviveProblem(data.problem))
  })

  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values())
      reject(new Problem('unexpected', { detail: 'The engine stopped.' }))
    waiting.clear()
  })

  return {
    ask: (name, params, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new DOMException('Aborted', 'AbortError'))
          return
        }
        const id = ++lastId
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply to `name` is of its result's type: `serve` answers from the same table
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject })
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `name` and `params` belong together by this function's own type
        worker.postMessage({ id, ask: name, params } as Request)
        signal?.addEventListener(
          'abort',
          () => {
            if (!waiting.delete(id)) return
            worker.postMessage({ id, ask: 'abort' })
            reject(new DOMException('Aborted', 'AbortError'))
          },
          { once: true },
        )
      }),
  }
}
