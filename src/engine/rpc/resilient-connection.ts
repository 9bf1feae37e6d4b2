import type { RunList } from '#contract/run-source.ts'
import { isAbort, Problem } from '#contract/problem.ts'

import { createRpcClient, type RpcClient, type RpcClientPort } from '#worker/rpc.ts'
import { clientErrorOptions } from './error-options.ts'
import type { EngineEvent, EngineMethod, EngineMethods } from './protocol.ts'

/** Max crashes per minute. After more, the cause is permanent, and another restart would fail too. */
const maxCrashes = 3
const crashWindowMs = 60_000

/** Methods that load data. They fail when the engine crashes; all others only query loaded data and wait for a reload. */
const loadingMethods: ReadonlySet<EngineMethod> = new Set<EngineMethod>([
  'loadPage',
  'loadFiltered',
  'loadContexts',
  'checkForNew',
  'fetchNew',
  'refresh',
])

/** Methods that are not retried after a crash: the new engine has loaded less, so the file would be incomplete. */
const nonRetriable: ReadonlySet<EngineMethod> = new Set<EngineMethod>(['export'])

export type ResilientConnection = Pick<EngineClient, 'subscribe'> & {
  /** Calls a method of the engine. Rejects with a `Problem`, or with an AbortError when the signal is aborted. */
  call: <N extends EngineMethod>(
    method: N,
    params: EngineMethods[N]['params'],
    signal?: AbortSignal,
  ) => Promise<EngineMethods[N]['result']>
  /** The version of a flow in its latest `changed` event; 0 before anything is loaded. */
  versionOf: (runList: RunList) => number
  /** How often the engine was restarted. Each restart begins with an empty cache. */
  restartCount: () => number
  /** Restarts the engine after it crashed too often to be restarted automatically. */
  restart: () => void
  /** Ends the worker permanently. */
  terminate: () => void
}

type ResilientConnectionOptions = {
  startWorker: () => RpcClientPort<EngineEvent>
  /** A monotonic clock in milliseconds. */
  now?: () => number
}

type EngineClient = RpcClient<EngineMethods, EngineEvent>

/**
 * A connection that restarts the engine when it crashes. The new engine has an empty cache, so flows must be loaded
 * again. Queries wait until their flow is loaded again, so that the screen stays unchanged. Pending loads are rejected.
 */
export function createResilientConnection({
  startWorker,
  now = () => performance.now(),
}: ResilientConnectionOptions): ResilientConnection {
  const listeners = new Set<(event: EngineEvent) => void>()
  const versions = new Map<RunList, number>()
  /** Flows that a crashed engine had loaded and the current one has not. */
  const flowsToReload = new Set<RunList>()
  /** Resolvers of calls that wait for a flow to be loaded, or for an engine. */
  let waiters: (() => void)[] = []
  let crashTimes: number[] = []
  let restartCount = 0
  let isTerminated = false
  /** Null after too many crashes, and after `terminate`. */
  let engine: EngineClient | null = spawnEngine()

  function spawnEngine(): EngineClient {
    const client = createRpcClient<EngineMethods, EngineEvent>(startWorker(), {
      ...clientErrorOptions('The engine stopped.'),
      onExit: ({ wasLoaded }) => handleCrash(wasLoaded),
    })
    client.subscribe(handleEvent)
    return client
  }

  function handleEvent(event: EngineEvent): void {
    if (event.type === 'changed') {
      versions.set(event.runList, event.version)
      if (flowsToReload.delete(event.runList)) wakeWaiters()
    }
    for (const listener of listeners) listener(event)
  }

  function wakeWaiters(): void {
    const woken = waiters
    waiters = []
    for (const resolve of woken) resolve()
  }

  function handleCrash(wasLoaded: boolean): void {
    crashTimes = [...crashTimes.filter((timeMs) => timeMs > now() - crashWindowMs), now()]
    if (crashTimes.length <= maxCrashes) replaceEngine()
    else {
      engine = null
      handleEvent({ type: 'stopped', wasLoaded })
    }
  }

  function replaceEngine(): void {
    for (const runList of versions.keys()) flowsToReload.add(runList)
    restartCount++
    engine = spawnEngine()
    const version = Math.max(0, ...versions.values())
    engine.call('setInitialVersion', { version }).catch(() => {})
    handleEvent({ type: 'restarted' })
    wakeWaiters()
  }

  function restart(): void {
    if (engine !== null || isTerminated) return
    crashTimes = []
    replaceEngine()
  }

  /**
   * Resolves when an engine is running, and has loaded the list again if a crashed one had loaded it.
   * @param runList null for a call about no list
   */
  async function engineFor(runList: RunList | null, signal: AbortSignal | undefined): Promise<EngineClient> {
    // oxlint-disable-next-line no-unmodified-loop-condition -- modified before wakeWaiters is called
    while (engine === null || (runList !== null && flowsToReload.has(runList))) {
      await new Promise<void>((resolve, reject) => {
        waiters.push(resolve)
        signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), {
          once: true,
        })
      })
    }
    return engine
  }

  async function call<N extends EngineMethod>(
    method: N,
    params: EngineMethods[N]['params'],
    signal?: AbortSignal,
  ): Promise<EngineMethods[N]['result']> {
    if (loadingMethods.has(method)) {
      if (method === 'loadPage') restart()
      if (engine === null) throw new Problem('unexpected', { detail: 'The engine stopped.' })
      return engine.call(method, params, { signal })
    }
    for (;;) {
      const client = await engineFor('runList' in params ? params.runList : null, signal)
      try {
        return await client.call(method, params, { signal })
      } catch (thrown) {
        if (isAbort(thrown) || client === engine || nonRetriable.has(method)) throw thrown
      }
    }
  }

  return {
    call,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    versionOf: (runList) => versions.get(runList) ?? 0,
    restartCount: () => restartCount,
    restart,
    terminate: () => {
      isTerminated = true
      engine?.terminate()
      engine = null
    },
  }
}
