import { Problem, reviveProblem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'

import { watchLifeline } from '#json/lifeline.ts'
import type { AskName, Asks, News, Reply, Request } from './protocol.ts'

/** The far end: a Worker, or one end of a MessageChannel in tests. */
export type FarEnd = {
  postMessage: (message: Request) => void
  addEventListener: ((type: 'message', listener: (event: MessageEvent<Reply | News>) => void) => void) &
    ((type: 'error', listener: (event: Event) => void) => void)
}

export type EngineConnection = {
  /** Asks the engine something. Rejects with a `Problem`, or with the abort of the signal. */
  ask: <N extends AskName>(
    name: N,
    params: Asks[N]['params'],
    signal?: AbortSignal,
  ) => Promise<Asks[N]['result']>
  /** Hears what the engine tells without being asked. @returns how to stop listening */
  listen: (listener: (news: News) => void) => () => void
  /** The version of a flow that was told last; 0 before anything of it was read. */
  versionOf: (flowSid: FlowSid) => number
}

type Waiting = { resolve: (result: unknown) => void; reject: (reason: unknown) => void }

/**
 * The page's end of the connection to the engine's worker.
 * @param died called once when the worker is no more, or has failed in a way that leaves it unfit; what waits for an answer is refused afterwards
 */
export function connect(worker: FarEnd, died: () => void = () => {}): EngineConnection {
  let lastId = 0
  let isDead = false
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(news: News) => void>()
  const versions = new Map<FlowSid, number>()

  function hear(news: News): void {
    if (news.news === 'alive') {
      watchLifeline(news.lock, end)
      return
    }
    if (news.news === 'changed') versions.set(news.flowSid, news.version)
    for (const listener of listeners) listener(news)
  }

  worker.addEventListener('message', ({ data }) => {
    if ('news' in data) {
      hear(data)
      return
    }
    const entry = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) entry?.resolve(data.result)
    else entry?.reject(reviveProblem(data.problem))
  })

  worker.addEventListener('error', end)

  function end(): void {
    if (isDead) return
    isDead = true
    died()
    for (const { reject } of waiting.values())
      reject(new Problem('unexpected', { detail: 'The engine stopped.' }))
    waiting.clear()
  }

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

    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    versionOf: (flowSid) => versions.get(flowSid) ?? 0,
  }
}
