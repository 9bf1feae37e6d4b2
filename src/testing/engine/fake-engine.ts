import type { Problem } from '#contract/problem.ts'
import type { RpcMessage, RpcRequest } from '#worker/rpc.ts'

/** The engine's methods by name, as in its protocol. */
type MethodTable<Methods> = { [N in keyof Methods]: { params: unknown; result: unknown } }

type MessageListener = (event: MessageEvent) => void

/**
 * The engine's worker in tests, which answer each request by hand: late, out of order or not at all. The page's real
 * connection to the engine talks to it.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- types the events, as `Methods` types the requests
export class FakeEngine<Methods extends MethodTable<Methods>, Event> {
  #requests: { method: PropertyKey; request: FakeRequest<unknown, unknown> }[] = []
  readonly #listeners: MessageListener[] = []

  /** The requests of one method, in order. */
  requests<N extends keyof Methods>(name: N): FakeRequest<Methods[N]['params'], Methods[N]['result']>[] {
    const found: unknown = this.#requests
      .filter(({ method }) => method === name)
      .map(({ request }) => request)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- requests of a method have its params and its result
    return found as FakeRequest<Methods[N]['params'], Methods[N]['result']>[]
  }

  /** The last request of one method. */
  last<N extends keyof Methods>(name: N): FakeRequest<Methods[N]['params'], Methods[N]['result']> {
    const last = this.requests(name).at(-1)
    if (!last) throw new Error(`There was no request of ${String(name)}.`)
    return last
  }

  forgetRequests(): void {
    this.#requests = []
  }

  emit(event: Event): void {
    this.#send({ event })
  }

  postMessage(message: RpcRequest): void {
    const { id } = message
    if ('abort' in message) {
      this.#requests.find(({ request }) => request.id === id)?.request.markAborted()
    } else {
      const { method, params } = message
      this.#requests.push({
        method,
        request: new FakeRequest(id, params, (response) => this.#send(response)),
      })
    }
  }

  addEventListener(type: string, listener: MessageListener): void {
    if (type === 'message') this.#listeners.push(listener)
  }

  #send(data: RpcMessage<Event>): void {
    for (const listener of this.#listeners) listener(new MessageEvent('message', { data }))
  }
}

/** One request and its answer. */
class FakeRequest<Params, Result> {
  readonly id: number
  readonly params: Params
  isAborted = false
  readonly #send: (message: { id: number; result: unknown } | { id: number; error: unknown }) => void

  constructor(
    id: number,
    params: Params,
    send: (message: { id: number; result: unknown } | { id: number; error: unknown }) => void,
  ) {
    this.id = id
    this.params = params
    this.#send = send
  }

  /** Answers even an aborted request: the worker may have answered before it hears of the abort. */
  respond(result: Result): void {
    this.#send({ id: this.id, result })
  }

  fail(problem: Problem): void {
    this.#send({ id: this.id, error: problem.toJSON() })
  }

  markAborted(): void {
    this.isAborted = true
  }
}

/** Makes a fake engine the one that the page starts. The page keeps it, so start one per test file. */
export function startFakeEngine<Methods extends MethodTable<Methods>, Event>(): FakeEngine<Methods, Event> {
  const engine = new FakeEngine<Methods, Event>()
  Object.assign(globalThis, {
    Worker: function Worker() {
      return engine
    },
  })
  return engine
}
