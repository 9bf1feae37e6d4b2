import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream, type UpstreamRequest } from '#testing/fake-upstream.ts'

import { ByteBudget } from './byte-budget.ts'
import type { ProxyEvent } from '#proxy/events.ts'
import { createCoalescer } from './coalesce.ts'
import { SlowReaders, minOthersWaitMs } from './slow-readers.ts'
import { createScheduler } from '#proxy/scheduling/scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Enough for everything; the other budgets are too small for one response. */
const ampleBytes = 10_000

const kind = <K extends string>(name: K) => ({ kind: fc.constant(name) })
const which = fc.nat()
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...kind('request'),
      path: fc.constantFrom('/1', '/2'),
      caller: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ ...kind('respond'), which, status: fc.constantFrom(200, 200, 200, 404, 429) }),
  },
  { weight: 6, arbitrary: fc.record({ ...kind('send'), which, size: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ ...kind('end'), which }) },
  { weight: 1, arbitrary: fc.record({ ...kind('fail'), which }) },
  { weight: 8, arbitrary: fc.record({ ...kind('read'), which }) },
  { weight: 1, arbitrary: fc.record({ ...kind('abort'), which }) },
  { weight: 1, arbitrary: fc.record({ ...kind('cancel'), which }) },
  { weight: 1, arbitrary: fc.record({ ...kind('time'), ms: fc.constantFrom(1, 9000, 11_000, 31_000) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One caller's request, and what it has received. */
class Client {
  readonly path: string
  readonly abort = new AbortController()
  readonly since = now()
  state: 'waiting' | 'reading' | 'done' | 'broken' | 'rejected' | 'left' = 'waiting'
  /** The index of the upstream request it reads; null where Flowdesk answered itself. */
  number: number | null = null
  received = ''
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  #isReading = false
  #pausedSince = 0
  #wasSlow = false

  constructor(path: string, sendRequest: (signal: AbortSignal) => Promise<Response>) {
    this.path = path
    sendRequest(this.abort.signal).then(
      ({ headers, body }) => {
        const id = headers.get('twilio-request-id')
        this.number = id === null ? null : Number(id.slice(2))
        this.#reader = body?.getReader() ?? null
        this.#pausedSince = now()
        this.state = id === null ? 'done' : 'reading'
      },
      () => (this.state = 'rejected'),
    )
  }

  read(): void {
    if (this.state !== 'reading' || this.#isReading) return
    this.#isReading = true
    this.#reader?.read().then(
      ({ done, value }) => {
        this.#isReading = false
        this.#pausedSince = now()
        if (done && this.state === 'reading') this.state = 'done'
        if (value) this.received += new TextDecoder().decode(value)
      },
      () => (this.state = 'broken'),
    )
  }

  /** Whether it once paused so long that it may be broken off for others. */
  wasSlow(): boolean {
    this.#wasSlow ||=
      this.state === 'reading' && !this.#isReading && now() - this.#pausedSince >= minOthersWaitMs
    return this.#wasSlow
  }

  cancel(): void {
    if (this.state !== 'reading') return
    this.state = 'left'
    // Rejects if the body failed before.
    this.#reader?.cancel().catch(() => {})
  }
}

class Scenario {
  readonly upstream = new FakeUpstream()
  readonly clients: Client[] = []
  readonly brokenRequests = new Set<UpstreamRequest>()
  readonly events: ProxyEvent[] = []
  readonly budget: ByteBudget
  readonly maxConcurrent: number
  readonly budgetBytes: number
  readonly #coalesce: ReturnType<typeof createCoalescer>

  constructor(maxConcurrent: number, budgetBytes: number) {
    this.maxConcurrent = maxConcurrent
    this.budgetBytes = budgetBytes
    this.budget = new ByteBudget(budgetBytes)
    const onEvent = (event: ProxyEvent) => void this.events.push(event)
    const scheduler = createScheduler({ maxConcurrent, onEvent, now })
    this.#coalesce = createCoalescer({
      fetch: this.upstream.fetch,
      buildRequest: ({ url, method }, signal) => new Request(url, { method, signal }),
      host: 'twilio.example',
      scheduler,
      slowReaders: new SlowReaders({ ...scheduler, now }),
      limits: { maxBytes: 10_000, maxMs: 600_000 },
      budget: this.budget,
      onEvent,
      now,
    })
  }

  run(one: Step): void {
    const { pending } = this.upstream
    const upstreamRequest = 'which' in one ? pending[one.which % pending.length] : undefined
    const client = 'which' in one ? this.clients[one.which % this.clients.length] : undefined
    switch (one.kind) {
      case 'request':
        return void this.clients.push(
          new Client(one.path, (signal) =>
            this.#coalesce(
              { endpoint: 'context', url: new URL(one.path, 'https://twilio.example'), method: 'GET' },
              new Request('http://localhost', { signal }),
              one.caller,
            ),
          ),
        )
      case 'respond': {
        if (upstreamRequest?.state !== 'pending') return
        const headers = { 'twilio-request-id': `RQ${this.upstream.requests.indexOf(upstreamRequest)}` }
        return upstreamRequest.respond({ status: one.status, headers })
      }
      case 'send':
        // The letter shows where a chunk belongs.
        if (upstreamRequest?.state === 'responding')
          upstreamRequest.send(String.fromCharCode(97 + (upstreamRequest.sent.length % 26)).repeat(one.size))
        return
      case 'end':
        if (upstreamRequest?.state === 'responding') upstreamRequest.end()
        return
      case 'fail':
        if (upstreamRequest) this.brokenRequests.add(upstreamRequest)
        return upstreamRequest?.fail()
      case 'read':
        return client?.read()
      case 'abort':
        return client?.abort.abort()
      case 'cancel':
        return client?.cancel()
      case 'time':
        return void vi.advanceTimersByTime(one.ms)
    }
  }

  eventCount(what: ProxyEvent['kind']): number {
    return this.events.filter((event) => event.kind === what).length
  }

  /** Violated rules, as sentences. */
  *violations(): Iterable<string> {
    const { pending } = this.upstream
    if (pending.length > this.maxConcurrent) yield `${pending.length} run at once`
    if (this.budget.usedBytes > this.budgetBytes || this.budget.usedBytes < 0)
      yield `${this.budget.usedBytes} bytes are stored`
    const paths = new Set(pending.map(({ request }) => request.url))
    if (this.budgetBytes === ampleBytes && paths.size < pending.length)
      yield 'the same URL is requested twice at once'
    for (const client of this.clients) yield* this.#violationsOf(client)
  }

  *#violationsOf(client: Client): Iterable<string> {
    const { state, number, received, path } = client
    const upstreamRequest = number === null ? undefined : this.upstream.requests[number]
    const hasAborted = client.abort.signal.aborted
    const mayBreakOff = client.wasSlow() && this.budgetBytes !== ampleBytes
    const mayTimeOut =
      mayBreakOff || now() - Math.min(client.since, upstreamRequest?.startedAt ?? Infinity) >= 30_000
    if (upstreamRequest && new URL(upstreamRequest.request.url).pathname !== path)
      yield `requested ${path}, received another response`
    if (upstreamRequest && !upstreamRequest.sent.startsWith(received))
      yield `received ${received} of ${upstreamRequest.sent}`
    if (
      state === 'done' &&
      upstreamRequest &&
      (received !== upstreamRequest.sent || upstreamRequest.state !== 'ended')
    )
      yield `received ${received} as all of ${upstreamRequest.sent}, ${upstreamRequest.state}`
    if (state === 'rejected' && !hasAborted) yield 'rejected without having aborted'
    if (
      state === 'broken' &&
      !hasAborted &&
      !mayTimeOut &&
      !(upstreamRequest && this.brokenRequests.has(upstreamRequest))
    )
      yield 'broke for no reason'
    if (state === 'reading' && upstreamRequest?.state === 'aborted' && !hasAborted && !mayTimeOut)
      yield 'lost its response because another caller left'
  }
}

test('each caller reads exactly what Twilio sent, or fails for its own reason, and nothing is left over', async () => {
  const reached = new Map<string, number>()
  const count = (what: string, by = 1) => reached.set(what, (reached.get(what) ?? 0) + by)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2),
      fc.constantFrom(0, 30, ampleBytes),
      fc.array(step, { maxLength: 60, size: 'max' }),
      async (maxConcurrent, budgetBytes, steps) => {
        const scenario = new Scenario(maxConcurrent, budgetBytes)
        const { clients, upstream, budget } = scenario
        for (const one of steps) {
          scenario.run(one)
          await settled()
          expect([...scenario.violations()]).toEqual([])
        }

        // Everything still open ends by timeouts.
        for (let i = 0; i < 8; i++) {
          vi.advanceTimersByTime(31_000)
          await settled()
          for (const client of clients) client.read()
          await settled()
        }
        expect([...scenario.violations()]).toEqual([])
        expect(clients.filter(({ state }) => state === 'waiting' || state === 'reading')).toEqual([])
        expect([upstream.pending, budget.usedBytes, vi.getTimerCount()]).toEqual([[], 0, 0])
        expect(scenario.eventCount('dispatched')).toBe(upstream.requests.length)
        expect(scenario.eventCount('ended') + scenario.eventCount('failed')).toBe(upstream.requests.length)

        for (const { state } of clients) count(state)
        count('shared', scenario.eventCount('shared'))
      },
    ),
    { numRuns: 400 },
  )
  // The property proves little if these never happened.
  for (const what of ['done', 'broken', 'rejected', 'left', 'shared']) {
    expect(reached.get(what)).toBeGreaterThan(30)
  }
})
