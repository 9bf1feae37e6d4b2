import type { EndpointName } from '#contract/endpoints.ts'
import { formatRateLimitWait, rateLimitWaitHeader } from '#contract/rate-limit-wait.ts'

import type { ByteBudget } from './byte-budget.ts'
import type { SlowReaders } from './slow-readers.ts'
import {
  upstreamFailureResponse,
  unexpectedStatusResponse,
  queueRejectionResponse,
  tooLargeResponse,
  unknownCodingResponse,
} from '#proxy/response/upstream-error-responses.ts'
import {
  isForwardable,
  isKnownCoding,
  buildResponseHead,
  type ResponseHead,
} from '#proxy/response/response-head.ts'
import { SharedBody } from './shared-body.ts'
import type { UpstreamFailure, OnProxyEvent } from '#proxy/events.ts'
import { formatRetryAfter } from '#proxy/response/retry-after.ts'
import type { Slot, Scheduler } from '#proxy/scheduling/scheduler.ts'
import { fetchWithTimeout, FirstByteTimeout, type ResponseLimits } from '#proxy/request/upstream-limits.ts'

/** A request to one of Twilio's endpoints. */
export type UpstreamSpec = { endpoint: EndpointName; url: URL; method: 'GET' | 'HEAD' }

/** What all requests of a proxy have in common. */
export type SharedRequestDeps = {
  fetch: (request: Request) => Promise<Response>
  /** Builds the request: the only place that adds the key. */
  buildRequest: (spec: UpstreamSpec, signal: AbortSignal) => Request
  host: string
  scheduler: Scheduler
  budget: ByteBudget
  slowReaders: SlowReaders
  limits: ResponseLimits
  onEvent: OnProxyEvent
  now: () => number
}

/** The status of a complete response; null where there was none. */
export type FinalStatus = number | null

type Waiter = {
  /** The whole Request: its signal works only as long as the Request is referenced. */
  request: Request
  caller: string
  resolve: (response: Response) => void
  leaveQueue: () => void
  stopListening: () => void
}

/** Twilio's response, or an error of ours, created for each caller. */
type Result =
  | { head: ResponseHead; body: SharedBody | null; receivedAt: number }
  | { createResponse: () => Response }

/**
 * One request to Twilio and all callers that wait for its response. Until it is dispatched, each caller has its own
 * place in the queue, and the first to get a slot dispatches it for all: joining never makes anybody wait longer. A
 * caller that aborts does not affect the others; when the last one has left, the request is aborted.
 */
export class SharedRequest {
  readonly spec: UpstreamSpec
  readonly #deps: SharedRequestDeps
  readonly #isShareable: boolean
  readonly #onEnd: (ending: FinalStatus) => void
  /** Callers without a response so far. */
  readonly #waiters = new Set<Waiter>()
  readonly #abortController = new AbortController()
  /** Null until it is dispatched. */
  #slot: Slot | null = null
  /** Referenced until the end: in Node, a garbage-collected Request no longer follows its signal. */
  #request: Request | null = null
  #startedAt = 0
  #result: Result | null = null
  #isDone = false

  /**
   * @param isShareable whether other callers may join
   * @param onEnd called once, when the request to Twilio is over
   */
  constructor(
    spec: UpstreamSpec,
    deps: SharedRequestDeps,
    isShareable: boolean,
    onEnd: (ending: FinalStatus) => void,
  ) {
    this.spec = spec
    this.#deps = deps
    this.#isShareable = isShareable
    this.#onEnd = onEnd
  }

  /** Whether one more caller may join, and will get the whole response. */
  get isJoinable(): boolean {
    if (!this.#isShareable) return false
    if (this.#result === null) return !this.#isDone
    return 'head' in this.#result && (this.#result.body?.isJoinable ?? true)
  }

  /** Releases the stored body as soon as everybody who has joined has read it. */
  close(): void {
    if (this.#result && 'head' in this.#result) this.#result.body?.close()
  }

  /** The response for one more caller, with an `Age` where it had already arrived. Rejects only when that caller aborts. */
  join(request: Request, caller: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { signal } = request
      signal.throwIfAborted()
      if (this.#result) {
        resolve(this.#createResponse(this.#result, { request, caller }, true))
        return
      }
      const onAbort = () => {
        reject(signal.reason)
        this.#removeWaiter(waiter)
      }
      signal.addEventListener('abort', onAbort, { once: true })
      const stopListening = () => signal.removeEventListener('abort', onAbort)
      const waiter: Waiter = { request, caller, resolve, leaveQueue: () => {}, stopListening }
      this.#waiters.add(waiter)
      if (this.#slot === null) this.#enqueue(waiter)
    })
  }

  #enqueue(waiter: Waiter): void {
    const { scheduler, host } = this.#deps
    waiter.leaveQueue = scheduler.enqueue({
      caller: waiter.caller,
      endpoint: this.spec.endpoint,
      onStart: (slot) => void this.#dispatch(slot),
      onReject: (reason, ms) => {
        waiter.resolve(queueRejectionResponse(host, reason, ms))
        this.#removeWaiter(waiter)
      },
    })
    // Queueing it may have started an earlier caller's request, which is this one's as well.
    if (this.#slot !== null) waiter.leaveQueue()
  }

  #removeWaiter(waiter: Waiter): void {
    waiter.leaveQueue()
    waiter.stopListening()
    this.#waiters.delete(waiter)
    const [next] = this.#waiters
    if (next) this.#slot?.assign(next.caller)
    else this.#fail('left')
  }

  async #dispatch(slot: Slot): Promise<void> {
    const { fetch, buildRequest, host, onEvent, now } = this.#deps
    this.#slot = slot
    this.#startedAt = now()
    for (const { leaveQueue } of this.#waiters) leaveQueue()
    onEvent({ kind: 'dispatched', endpoint: this.spec.endpoint })
    try {
      this.#request = buildRequest(this.spec, this.#abortController.signal)
      const response = await fetchWithTimeout(fetch, this.#request)
      if (this.#isDone) await response.body?.cancel()
      else this.#handleResponse(slot, response)
    } catch (error) {
      this.#fail(error instanceof FirstByteTimeout ? 'no-answer' : 'unreachable', () =>
        upstreamFailureResponse(host, error),
      )
    }
  }

  #handleResponse(slot: Slot, response: Response): void {
    const { onEvent, now } = this.#deps
    const { status, body } = response
    const head = buildResponseHead(response)
    onEvent({ kind: 'answered', endpoint: this.spec.endpoint, status, ms: now() - this.#startedAt })
    if (status === 429) {
      const ms = slot.onRateLimited(response.headers.get('retry-after'))
      head.headers['retry-after'] = formatRetryAfter(ms)
    } else slot.onResponse()
    if (slot.rateLimitWaitMs > 0)
      head.headers[rateLimitWaitHeader] = formatRateLimitWait(slot.rateLimitWaitMs)

    const createResponse = this.#createRefusal(response)
    if (createResponse) {
      body?.cancel().catch(() => {})
      this.#deliver({ createResponse })
      this.#complete(status)
    } else if (body === null) {
      this.#deliver({ head, body: null, receivedAt: now() })
      this.#complete(status)
    } else {
      const onEnd = (how: 'complete' | UpstreamFailure) =>
        how === 'complete' ? this.#complete(status) : this.#fail(how)
      const sharedBody = new SharedBody(body, {
        ...this.#deps,
        startedAt: this.#startedAt,
        onHolder: slot.assign,
        onEnd,
      })
      this.#deliver({ head, body: sharedBody, receivedAt: now() })
      if (!this.#isShareable) this.close()
    }
  }

  /** Creates our response in place of one that is not passed on; undefined for all others. */
  #createRefusal(response: Response): (() => Response) | undefined {
    const { host, limits } = this.#deps
    if (!isForwardable(response)) return () => unexpectedStatusResponse(host, response.status)
    if (!isKnownCoding(response)) return () => unknownCodingResponse(host)
    const isTooLarge = Number(response.headers.get('content-length')) > limits.maxBytes
    return response.body && isTooLarge ? () => tooLargeResponse(host, limits.maxBytes) : undefined
  }

  #deliver(result: Result): void {
    this.#result = result
    for (const waiter of this.#waiters) {
      waiter.stopListening()
      waiter.resolve(this.#createResponse(result, waiter, false))
    }
    this.#waiters.clear()
  }

  #createResponse(
    result: Result,
    { request, caller }: Pick<Waiter, 'request' | 'caller'>,
    isShared: boolean,
  ): Response {
    if ('createResponse' in result) return result.createResponse()
    const { head, body, receivedAt } = result
    const age = Math.floor((this.#deps.now() - receivedAt) / 1000)
    const headers = isShared ? { ...head.headers, Age: String(age) } : head.headers
    return new Response(body?.createStream(request, caller) ?? null, { status: head.status, headers })
  }

  #complete(status: number): void {
    this.#isDone = true
    this.#request = null
    this.#deps.onEvent({ kind: 'ended', endpoint: this.spec.endpoint, status, ms: this.#elapsedMs() })
    this.#onEnd(status)
    this.#slot?.release()
  }

  /** @param createResponse the response for callers that still wait for one */
  #fail(reason: UpstreamFailure, createResponse?: () => Response): void {
    if (this.#isDone) return
    this.#isDone = true
    if (this.#slot && this.#result === null) this.#slot.onFailure(reason !== 'left')
    if (createResponse) this.#deliver({ createResponse })
    this.#abortController.abort()
    this.#request = null
    if (this.#slot)
      this.#deps.onEvent({ kind: 'failed', endpoint: this.spec.endpoint, reason, ms: this.#elapsedMs() })
    this.#onEnd(null)
    this.#slot?.release()
  }

  #elapsedMs(): number {
    return this.#deps.now() - this.#startedAt
  }
}
