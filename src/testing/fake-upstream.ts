/**
 * The proxy's upstream in tests, which respond to each request by hand. Like `fetch`, it rejects when the request is
 * aborted, and then errors a body that is still being sent.
 */
export class FakeUpstream {
  /** All requests, in order. */
  readonly requests: UpstreamRequest[] = []

  readonly fetch = (request: Request): Promise<Response> => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    const upstreamRequest = new UpstreamRequest(request, resolve, reject)
    this.requests.push(upstreamRequest)
    request.signal.addEventListener('abort', () => upstreamRequest.abort())
    return promise
  }

  get pending(): UpstreamRequest[] {
    return this.requests.filter(({ state }) => state === 'pending' || state === 'responding')
  }

  get last(): UpstreamRequest {
    const last = this.requests.at(-1)
    if (!last) throw new Error('There was no request.')
    return last
  }
}

/** One request and its response. */
export class UpstreamRequest {
  readonly request: Request
  /** By `performance.now()`. */
  readonly startedAt = performance.now()
  state: 'pending' | 'responding' | 'ended' | 'failed' | 'aborted' = 'pending'
  /** The text of the body sent so far. */
  sent = ''
  /** How often the reader requested more of the body. */
  pulls = 0
  readonly #resolve: (response: Response) => void
  readonly #reject: (reason: unknown) => void
  #body: ReadableStreamDefaultController<Uint8Array> | null = null

  constructor(request: Request, resolve: (response: Response) => void, reject: (reason: unknown) => void) {
    this.request = request
    this.#resolve = resolve
    this.#reject = reject
  }

  /** Responds with headers; `send` and `end` provide the body. */
  respond(init: ResponseInit = {}): void {
    this.state = 'responding'
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#body = controller),
        pull: () => void this.pulls++,
        cancel: () => this.#setState('aborted'),
      },
      { highWaterMark: 0 },
    )
    this.#resolve(new Response(body, init))
  }

  respondWithoutBody(init: ResponseInit = {}): void {
    this.respondWith(new Response(null, init))
  }

  respondWith(response: Response): void {
    this.state = 'ended'
    this.#resolve(response)
  }

  send(text: string): void {
    this.sent += text
    this.#body?.enqueue(new TextEncoder().encode(text))
  }

  end(): void {
    this.#setState('ended')
    this.#body?.close()
  }

  /** The connection is lost, before or during the response. */
  fail(reason: unknown = new TypeError('fetch failed')): void {
    this.#setState('failed')
    this.#reject(reason)
    this.#body?.error(reason)
  }

  abort(): void {
    if (this.state === 'pending') this.#reject(this.request.signal.reason)
    else if (this.state === 'responding') this.#body?.error(this.request.signal.reason)
    this.#setState('aborted')
  }

  #setState(state: UpstreamRequest['state']): void {
    if (this.state === 'pending' || this.state === 'responding') this.state = state
  }
}
