import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream, type Asked } from '#testing/fake-upstream.ts'

import { Budget } from './budget.ts'
import type { ProxyEvent } from './proxy-event.ts'
import { createShare } from './share.ts'
import { createTurns } from './turns.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Room for everything; the other tries have less than one answer needs. */
const plenty = 10_000

const kind = <K extends string>(name: K) => ({ kind: fc.constant(name) })
const which = fc.nat()
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...kind('ask'),
      path: fc.constantFrom('/1', '/2'),
      caller: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ ...kind('answer'), which, status: fc.constantFrom(200, 200, 200, 404, 429) }),
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

/** One caller's request, and what it has got. */
class Client {
  readonly path: string
  readonly abort = new AbortController()
  readonly since = now()
  state: 'waits' | 'reads' | 'done' | 'broken' | 'rejected' | 'left' = 'waits'
  /** Which of Twilio's answers it reads; null where Flowdesk answered itself. */
  number: number | null = null
  got = ''
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  #isReading = false

  constructor(path: string, ask: (signal: AbortSignal) => Promise<Response>) {
    this.path = path
    ask(this.abort.signal).then(
      ({ headers, body }) => {
        const id = headers.get('twilio-request-id')
        this.number = id === null ? null : Number(id.slice(2))
        this.#reader = body?.getReader() ?? null
        this.state = id === null ? 'done' : 'reads'
      },
      () => (this.state = 'rejected'),
    )
  }

  read(): void {
    if (this.state !== 'reads' || this.#isReading) return
    this.#isReading = true
    this.#reader?.read().then(
      ({ done, value }) => {
        this.#isReading = false
        if (done && this.state === 'reads') this.state = 'done'
        if (value) this.got += new TextDecoder().decode(value)
      },
      () => (this.state = 'broken'),
    )
  }

  cancel(): void {
    if (this.state !== 'reads') return
    this.state = 'left'
    // Rejects where it had broken before.
    this.#reader?.cancel().catch(() => {})
  }
}

class Scene {
  readonly upstream = new FakeUpstream()
  readonly clients: Client[] = []
  readonly broke = new Set<Asked>()
  readonly events: ProxyEvent[] = []
  readonly budget: Budget
  readonly atOnce: number
  readonly room: number
  readonly #share: ReturnType<typeof createShare>

  constructor(atOnce: number, room: number) {
    this.atOnce = atOnce
    this.room = room
    this.budget = new Budget(room)
    const tell = (event: ProxyEvent) => void this.events.push(event)
    this.#share = createShare({
      fetch: this.upstream.fetch,
      write: ({ url, method }, signal) => new Request(url, { method, signal }),
      host: 'twilio.example',
      turns: createTurns({ atOnce, tell, now }),
      budget: this.budget,
      tell,
      now,
    })
  }

  play(one: Step): void {
    const { running } = this.upstream
    const asked = 'which' in one ? running[one.which % running.length] : undefined
    const client = 'which' in one ? this.clients[one.which % this.clients.length] : undefined
    switch (one.kind) {
      case 'ask':
        return void this.clients.push(
          new Client(one.path, (signal) =>
            this.#share(
              { read: 'context', url: new URL(one.path, 'https://twilio.example'), method: 'GET' },
              new Request('http://localhost', { signal }),
              one.caller,
            ),
          ),
        )
      case 'answer': {
        if (asked?.state !== 'asked') return
        const headers = { 'twilio-request-id': `RQ${this.upstream.asked.indexOf(asked)}` }
        return asked.answer({ status: one.status, headers })
      }
      case 'send':
        // Letters that tell where a piece belongs.
        if (asked?.state === 'answered')
          asked.send(String.fromCharCode(97 + (asked.sent.length % 26)).repeat(one.size))
        return
      case 'end':
        if (asked?.state === 'answered') asked.end()
        return
      case 'fail':
        if (asked) this.broke.add(asked)
        return asked?.fail()
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

  told(what: ProxyEvent['kind']): number {
    return this.events.filter((event) => event.kind === what).length
  }

  /** What must not be, as sentences. */
  *wrongs(): Iterable<string> {
    const { running } = this.upstream
    if (running.length > this.atOnce) yield `${running.length} run at once`
    if (this.budget.used > this.room || this.budget.used < 0) yield `${this.budget.used} bytes are held`
    const paths = new Set(running.map(({ request }) => request.url))
    if (this.room === plenty && paths.size < running.length) yield 'the same is asked twice at once'
    for (const client of this.clients) yield* this.#wrongsOf(client)
  }

  *#wrongsOf(client: Client): Iterable<string> {
    const { state, number, got, path } = client
    const asked = number === null ? undefined : this.upstream.asked[number]
    const isOwnDoing = client.abort.signal.aborted
    const mayTimeOut = now() - Math.min(client.since, asked?.since ?? Infinity) >= 30_000
    if (asked && new URL(asked.request.url).pathname !== path) yield `asked ${path}, got another answer`
    if (asked && !asked.sent.startsWith(got)) yield `got ${got} of ${asked.sent}`
    if (state === 'done' && asked && (got !== asked.sent || asked.state !== 'ended'))
      yield `got ${got} as all of ${asked.sent}, ${asked.state}`
    if (state === 'rejected' && !isOwnDoing) yield 'rejected without having aborted'
    if (state === 'broken' && !isOwnDoing && !mayTimeOut && !(asked && this.broke.has(asked)))
      yield 'broke for no reason'
    if (state === 'reads' && asked?.state === 'aborted' && !isOwnDoing && !mayTimeOut)
      yield 'lost its answer because another left'
  }
}

test('each reads exactly what Twilio sent or breaks for a reason of their own, and nothing stays', async () => {
  const reached = new Map<string, number>()
  const count = (what: string, by = 1) => reached.set(what, (reached.get(what) ?? 0) + by)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2),
      fc.constantFrom(0, 30, plenty),
      fc.array(step, { maxLength: 60, size: 'max' }),
      async (atOnce, room, steps) => {
        const scene = new Scene(atOnce, room)
        const { clients, upstream, budget } = scene
        for (const one of steps) {
          scene.play(one)
          // oxlint-disable-next-line no-await-in-loop -- one step after the other
          await settled()
          expect([...scene.wrongs()]).toEqual([])
        }

        // Whatever was left open is over by itself.
        for (let i = 0; i < 8; i++) {
          vi.advanceTimersByTime(31_000)
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          await settled()
          for (const client of clients) client.read()
          // oxlint-disable-next-line no-await-in-loop
          await settled()
        }
        expect([...scene.wrongs()]).toEqual([])
        expect(clients.filter(({ state }) => state === 'waits' || state === 'reads')).toEqual([])
        expect([upstream.running, budget.used, vi.getTimerCount()]).toEqual([[], 0, 0])
        expect(scene.told('dispatched')).toBe(upstream.asked.length)
        expect(scene.told('ended') + scene.told('failed')).toBe(upstream.asked.length)

        for (const { state } of clients) count(state)
        count('shared', scene.told('shared'))
      },
    ),
    { numRuns: 400 },
  )
  // A property that never came to these would prove little.
  for (const what of ['done', 'broken', 'rejected', 'left', 'shared']) {
    expect(reached.get(what)).toBeGreaterThan(30)
  }
})
