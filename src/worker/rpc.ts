import { holdLivenessLock, onWorkerExit } from './liveness-lock.ts'

/*
 * Calls to a worker: typed methods, aborts, events, and the end of the worker. Both ends are from the same build, so
 * messages are not validated.
 */

/** Methods by name, each with its parameters and its result. All of it is plain data. */
type RpcMethods = Record<string, { params: unknown; result: unknown }>

type RpcResult<M extends RpcMethods> = M[keyof M]['result']

/** The worker's side of the methods. The signal is aborted when the client aborts the call. */
type RpcHandlers<M extends RpcMethods> = {
  [N in keyof M]: (params: M[N]['params'], signal: AbortSignal) => M[N]['result'] | Promise<M[N]['result']>
}

export type RpcCall = { id: number; method: string; params: unknown }

type Handler<M extends RpcMethods> = (
  params: unknown,
  signal: AbortSignal,
) => RpcResult<M> | Promise<RpcResult<M>>

/** A message from the client. */
export type RpcRequest = RpcCall | { id: number; abort: true }

/** A message from the worker: the name of its liveness lock, an event, or the response to a call. */
export type RpcMessage<E = never, D = unknown> =
  | { lock: string }
  | { event: E }
  | { id: number; result: unknown }
  | { id: number; error: D }

/** A Worker. Tests use one end of a MessageChannel, which cannot be terminated. */
export type RpcClientPort<E = never, D = unknown> = {
  postMessage: (message: RpcRequest, transfer: Transferable[]) => void
  addEventListener: ((type: 'message', listener: (event: MessageEvent<RpcMessage<E, D>>) => void) => void) &
    ((type: 'error', listener: (event: Event) => void) => void)
  terminate?: () => void
}

/** The worker's own global, or one end of a MessageChannel. */
type RpcServerPort<E, D> = {
  postMessage: (message: RpcMessage<E, D>, transfer: Transferable[]) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<RpcRequest>) => void) => void
}

type RpcServerOptions<M extends RpcMethods, D> = {
  /** Converts what a handler threw to plain data. */
  serializeError: (thrown: unknown) => D
  /** The parts of a result that are transferred instead of copied. */
  transferablesOf?: (result: RpcResult<M>) => Transferable[]
  /** Whether the client learns of the end in another way, as of Node's threads: no lock is held then. */
  hasExitEvent?: boolean
}

/**
 * Responds to the calls of a port. Handlers may run at the same time. An aborted call that fails gets no response.
 * @param createHandlers gets a function that sends an event to the client
 */
export function serveRpc<M extends RpcMethods, E = never, D = unknown>(
  port: RpcServerPort<E, D>,
  createHandlers: (emit: (event: E) => void) => RpcHandlers<M>,
  { serializeError, transferablesOf = () => [], hasExitEvent = false }: RpcServerOptions<M, D>,
): void {
  const handlers = createHandlers((event) => send({ event }))
  const abortControllers = new Map<number, AbortController>()

  port.addEventListener('message', ({ data }) => {
    if ('abort' in data) abortControllers.get(data.id)?.abort()
    else void handleCall(data)
  })
  if (!hasExitEvent) holdLivenessLock((lock) => send({ lock }))

  async function handleCall({ id, method, params }: RpcCall): Promise<void> {
    const controller = new AbortController()
    abortControllers.set(id, controller)
    try {
      const result = await handlerOf(method)(params, controller.signal)
      send({ id, result }, transferablesOf(result))
    } catch (thrown) {
      // Even an AbortError: unless the client aborted, it still waits for a response.
      if (!controller.signal.aborted) send({ id, error: serializeError(thrown) })
    } finally {
      abortControllers.delete(id)
    }
  }

  function handlerOf(method: string): Handler<M> {
    if (!Object.hasOwn(handlers, method)) throw new TypeError(`Unknown method: ${method}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `method` and `params` belong together by the type of the client's `call`
    return handlers[method] as Handler<M>
  }

  function send(message: RpcMessage<E, D>, transfer: Transferable[] = []): void {
    port.postMessage(message, transfer)
  }
}

/** How a worker ended. */
export type WorkerExit = {
  /** The uncaught error, such as "TypeError: x is not a function". Null when it was ended, or its file not loaded. */
  message: string | null
  /** Whether the worker's file could be loaded. */
  wasLoaded: boolean
}

type RpcClientOptions<D> = {
  deserializeError: (error: D) => unknown
  /** The reason with which pending calls are rejected after the worker has ended. */
  exitError: (exit: WorkerExit) => unknown
  /** Called once when the worker has ended or has thrown an uncaught error. Pending calls are rejected after it. */
  onExit: (exit: WorkerExit) => void
}

type CallOptions = { signal?: AbortSignal | undefined; transfer?: Transferable[] }

export type RpcClient<M extends RpcMethods, E = never> = {
  /** Calls a method. Rejects with the deserialized error, or with an AbortError when the signal is aborted. */
  call: <N extends keyof M & string>(
    method: N,
    params: M[N]['params'],
    options?: CallOptions,
  ) => Promise<M[N]['result']>
  /** Subscribes to the worker's events. @returns a function that unsubscribes */
  subscribe: (listener: (event: E) => void) => () => void
  /** Ends the worker on purpose: `onExit` is not called, and pending calls never settle. */
  terminate: () => void
}

type PendingCall = { resolve: (result: unknown) => void; reject: (reason: unknown) => void }

/** The client of a worker. Notices when the worker ends, and terminates it after an uncaught error. */
export function createRpcClient<M extends RpcMethods, E = never, D = unknown>(
  port: RpcClientPort<E, D>,
  { deserializeError, exitError, onExit }: RpcClientOptions<D>,
): RpcClient<M, E> {
  let lastId = 0
  let hasSentMessage = false
  let exit: WorkerExit | null = null
  let isTerminated = false
  let stopWatching: (() => void) | undefined
  const pending = new Map<number, PendingCall>()
  const listeners = new Set<(event: E) => void>()

  port.addEventListener('message', ({ data }) => {
    hasSentMessage = true
    if ('lock' in data) stopWatching = onWorkerExit(data.lock, () => handleExit(null))
    else if ('event' in data) for (const listener of listeners) listener(data.event)
    else handleResponse(data)
  })
  port.addEventListener('error', (event) => handleExit(errorMessage(event)))

  function handleResponse(response: { id: number; result: unknown } | { id: number; error: D }): void {
    const call = pending.get(response.id)
    pending.delete(response.id)
    if ('error' in response) call?.reject(deserializeError(response.error))
    else call?.resolve(response.result)
  }

  function handleExit(message: string | null): void {
    if (isTerminated) return
    terminate()
    // An error with a message comes from the worker's own code: its file was loaded.
    const ended = { message, wasLoaded: hasSentMessage || message !== null }
    exit = ended
    onExit(ended)
    for (const { reject } of pending.values()) reject(exitError(ended))
    pending.clear()
  }

  function terminate(): void {
    isTerminated = true
    stopWatching?.()
    port.terminate?.()
  }

  return {
    call: (method, params, { signal, transfer = [] } = {}) =>
      new Promise((resolve, reject) => {
        const rejectAborted = () => reject(new DOMException('Aborted', 'AbortError'))
        if (signal?.aborted) return rejectAborted()
        if (exit) return reject(exitError(exit))
        const id = ++lastId
        port.postMessage({ id, method, params }, transfer)
        pending.set(id, { resolve, reject })
        const abort = () => {
          if (!pending.delete(id)) return
          port.postMessage({ id, abort: true }, [])
          rejectAborted()
        }
        signal?.addEventListener('abort', abort, { once: true })
      }),

    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    terminate,
  }
}

/**
 * The message of a worker's `error` event. Null when the worker's file could not be loaded: the event then has no
 * message, in Chromium, Firefox and WebKit alike.
 */
function errorMessage(event: Event): string | null {
  if (!('message' in event) || typeof event.message !== 'string' || event.message === '') return null
  return event.message.replace(/^Uncaught /, '')
}
