import { isAbort, Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'

import { connect, type EngineConnection, type FarEnd } from './connect.ts'
import type { AskName, Asks, News } from './protocol.ts'

/** So many engines may die within a minute: more than that is no accident, and starting yet another would be in vain. */
const mostDeaths = 3
const minute = 60_000

/** What reads, and so fails with the engine it was asked of. Everything else is only a question to what has been read. */
const reads: ReadonlySet<AskName> = new Set<AskName>([
  'readPage',
  'loadContexts',
  'checkHead',
  'takeHead',
  'refresh',
])

/** What the next engine is not asked again when one dies over it: that one has read less, and a file would lack the rest. */
const once: ReadonlySet<AskName> = new Set<AskName>(['export'])

export type LastingConnection = EngineConnection & {
  /** How many engines have taken the place of another. Each of them began with nothing. */
  restarts: () => number
  /** Starts an engine again that was not by itself. */
  revive: () => void
  /** Ends the engine for good. Nothing is answered any more. */
  end: () => void
}

type LastingOptions = {
  start: () => FarEnd & { terminate: () => void }
  /** Milliseconds, never going back. */
  now?: () => number
}

type Engine = { connection: EngineConnection; end: () => void }

/**
 * A connection that outlives the engine: one that dies is followed by the next, which knows of no flow and has to read
 * them anew. What was asked of the rows meanwhile waits until it has, so that the screen stays as it is. What was being
 * read is refused.
 */
export function lastingConnection({
  start,
  now = () => performance.now(),
}: LastingOptions): LastingConnection {
  const listeners = new Set<(news: News) => void>()
  const versions = new Map<FlowSid, number>()
  /** Flows that an engine before this one had read, and this one has not. */
  const unread = new Set<FlowSid>()
  /** Those who wait for a flow to be read, or for an engine. */
  let waiting: (() => void)[] = []
  let deaths: number[] = []
  let restarts = 0
  let isEnded = false
  /** Null after the last one died too soon, and in the end. */
  let engine: Engine | null = startOne()

  function startOne(): Engine {
    const worker = start()
    let lived = false
    worker.addEventListener('message', () => {
      lived = true
    })
    const connection = connect(worker, () => died(one, lived))
    connection.listen(hear)
    const one: Engine = { connection, end: () => worker.terminate() }
    return one
  }

  function hear(news: News): void {
    if (news.news === 'changed') {
      versions.set(news.flowSid, news.version)
      if (unread.delete(news.flowSid)) wake()
    }
    for (const listener of listeners) listener(news)
  }

  function wake(): void {
    const awake = waiting
    waiting = []
    for (const each of awake) each()
  }

  function died(one: Engine, lived: boolean): void {
    one.end()
    if (engine !== one || isEnded) return
    deaths = [...deaths.filter((at) => at > now() - minute), now()]
    if (deaths.length <= mostDeaths) restart()
    else {
      engine = null
      hear({ news: 'stopped', lived })
    }
  }

  function restart(): void {
    for (const flowSid of versions.keys()) unread.add(flowSid)
    restarts++
    engine = startOne()
    const version = Math.max(0, ...versions.values())
    engine.connection.ask('begin', { version }).catch(() => {})
    hear({ news: 'restarted' })
    wake()
  }

  function revive(): void {
    if (engine !== null || isEnded) return
    deaths = []
    restart()
  }

  /** The engine, once there is one and it knows the flow, if ever one did. */
  async function whoKnows(flowSid: FlowSid, signal: AbortSignal | undefined): Promise<EngineConnection> {
    // oxlint-disable-next-line no-unmodified-loop-condition -- modified by who wakes this
    while (engine === null || unread.has(flowSid)) {
      // Each change may be that of another flow.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve)
        signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), {
          once: true,
        })
      })
    }
    return engine.connection
  }

  async function ask<N extends AskName>(
    name: N,
    params: Asks[N]['params'],
    signal?: AbortSignal,
  ): Promise<Asks[N]['result']> {
    if (reads.has(name) || !('flowSid' in params)) {
      if (name === 'readPage') revive()
      if (engine === null) throw new Problem('unexpected', { detail: 'The engine stopped.' })
      return engine.connection.ask(name, params, signal)
    }
    for (;;) {
      // One engine after the other, as long as they die.
      // oxlint-disable-next-line no-await-in-loop
      const asked = await whoKnows(params.flowSid, signal)
      try {
        // oxlint-disable-next-line no-await-in-loop
        return await asked.ask(name, params, signal)
      } catch (thrown) {
        if (isAbort(thrown) || asked === engine?.connection || once.has(name)) throw thrown
      }
    }
  }

  return {
    ask,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    versionOf: (flowSid) => versions.get(flowSid) ?? 0,
    restarts: () => restarts,
    revive,
    end: () => {
      isEnded = true
      engine?.end()
      engine = null
    },
  }
}
