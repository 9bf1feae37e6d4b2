/**
 * For tests: whom the proxy asks, answering when and as a test says. Like `fetch` it rejects when the request is aborted,
 * and breaks the body that is under way then.
 */
export class FakeUpstream {
  /** Every request there was, in order. */
  readonly asked: Asked[] = []

  readonly fetch = (request: Request): Promise<Response> => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    const asked = new Asked(request, resolve, reject)
    this.asked.push(asked)
    request.signal.addEventListener('abort', () => asked.abort())
    return promise
  }

  get running(): Asked[] {
    return this.asked.filter(({ state }) => state === 'asked' || state === 'answered')
  }

  /** The request that was made last. */
  get last(): Asked {
    const last = this.asked.at(-1)
    if (!last) throw new Error('Nothing was asked.')
    return last
  }
}

/** One request, and what becomes of it. */
export class Asked {
  readonly request: Request
  /** When, by `performance.now()`. */
  readonly since = performance.now()
  state: 'asked' | 'answered' | 'ended' | 'failed' | 'aborted' = 'asked'
  /** What has been sent of the body. */
  sent = ''
  /** How often more of the body was wanted. */
  pulls = 0
  readonly #resolve: (response: Response) => void
  readonly #reject: (why: unknown) => void
  #body: ReadableStreamDefaultController<Uint8Array> | null = null

  constructor(request: Request, resolve: (response: Response) => void, reject: (why: unknown) => void) {
    this.request = request
    this.#resolve = resolve
    this.#reject = reject
  }

  /** Answers with a body that is still to come. */
  answer(init: ResponseInit = {}): void {
    this.state = 'answered'
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#body = controller),
        pull: () => void this.pulls++,
        cancel: () => this.#become('aborted'),
      },
      { highWaterMark: 0 },
    )
    this.#resolve(new Response(body, init))
  }

  answerWithoutBody(init: ResponseInit = {}): void {
    this.answerWith(new Response(null, init))
  }

  answerWith(whole: Response): void {
    this.state = 'ended'
    this.#resolve(whole)
  }

  send(text: string): void {
    this.sent += text
    this.#body?.enqueue(new TextEncoder().encode(text))
  }

  end(): void {
    this.#become('ended')
    this.#body?.close()
  }

  /** The connection breaks, before the answer or within it. */
  fail(why: unknown = new TypeError('fetch failed')): void {
    this.#become('failed')
    this.#reject(why)
    this.#body?.error(why)
  }

  abort(): void {
    if (this.state === 'asked') this.#reject(this.request.signal.reason)
    else if (this.state === 'answered') this.#body?.error(this.request.signal.reason)
    this.#become('aborted')
  }

  #become(state: Asked['state']): void {
    if (this.state === 'asked' || this.state === 'answered') this.state = state
  }
}
