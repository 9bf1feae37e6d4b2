import * as z from 'zod/mini'

import { isAbort, toProblem } from '#contract/problem.ts'

import type { Engine } from './engine.ts'
import type { Tell } from './news.ts'
import type { News, Reply, Request } from './protocol.ts'

/** What every message must have; its params are typed by who sends it, from the same build. */
const envelopeSchema = z.object({
  id: z.int(),
  ask: z.enum([
    'begin',
    'readPage',
    'rows',
    'histogram',
    'listed',
    'values',
    'neighbours',
    'export',
    'search',
    'loadContexts',
    'checkHead',
    'takeHead',
    'refresh',
    'forget',
    'abort',
  ]),
})

/** A port: the worker's own global, or one end of a MessageChannel. */
export type Port = {
  postMessage: (message: unknown) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<unknown>) => void) => void
}

/**
 * Answers the requests that come through a port, and tells the engine's news through it. An aborted request gets no
 * answer: who aborts has stopped waiting.
 */
export function serve(port: Port, startEngine: (tell: Tell) => Engine): void {
  const engine = startEngine(send)
  const running = new Map<number, AbortController>()

  port.addEventListener('message', ({ data }) => {
    if (!isRequest(data)) return
    if (data.ask === 'abort') running.get(data.id)?.abort()
    else void answer(data)
  })

  async function answer(request: Exclude<Request, { ask: 'abort' }>): Promise<void> {
    const controller = new AbortController()
    running.set(request.id, controller)
    try {
      send({ id: request.id, ok: true, result: await dispatch(engine, request, controller.signal) })
    } catch (thrown) {
      if (!isAbort(thrown)) send({ id: request.id, ok: false, problem: toProblem(thrown).toJSON() })
    } finally {
      running.delete(request.id)
    }
  }

  function send(message: Reply | News): void {
    port.postMessage(message)
  }
}

function dispatch(
  engine: Engine,
  request: Exclude<Request, { ask: 'abort' }>,
  signal: AbortSignal,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ask` and `params` belong together by the type of Request
  const answer = engine[request.ask] as (params: unknown, signal: AbortSignal) => Promise<unknown>
  return answer(request.params, signal)
}

function isRequest(data: unknown): data is Request {
  return envelopeSchema.safeParse(data).success
}
