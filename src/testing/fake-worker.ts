import type { RpcCall, RpcMessage, RpcRequest } from '#worker/rpc.ts'

/** A worker that the test controls. */
export class FakeWorker<E = never, D = unknown> {
  readonly calls: RpcCall[] = []
  isTerminated = false
  readonly #listeners: { type: string; listener: (event: MessageEvent<RpcMessage<E, D>>) => void }[] = []

  postMessage(message: RpcRequest) {
    if (!('abort' in message)) this.calls.push(message)
  }

  addEventListener(type: string, listener: (event: MessageEvent<RpcMessage<E, D>>) => void) {
    this.#listeners.push({ type, listener })
  }

  terminate() {
    this.isTerminated = true
  }

  /** Sends a message to the client. */
  send(data: RpcMessage<E, D>) {
    this.#dispatch(new MessageEvent('message', { data }))
  }

  /** Responds to a call. */
  respond(index: number, result: unknown = null) {
    this.send({ id: this.calls[index]?.id ?? 0, result })
  }

  /** Rejects a call. @param error as serialized */
  fail(index: number, error: D) {
    this.send({ id: this.calls[index]?.id ?? 0, error })
  }

  /** @param message of the error; undefined when the worker's file could not be loaded */
  crash(message?: string) {
    const event = new MessageEvent<RpcMessage<E, D>>('error')
    this.#dispatch(message === undefined ? event : Object.assign(event, { message }))
  }

  #dispatch(event: MessageEvent<RpcMessage<E, D>>) {
    for (const { type, listener } of this.#listeners) if (type === event.type) listener(event)
  }
}
