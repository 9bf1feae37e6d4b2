import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import { ByteBudget } from './byte-budget.ts'
import type { UpstreamSpec } from './shared-request.ts'
import type { ProxyEvent } from '#proxy/events.ts'
import { createCoalescer } from './coalesce.ts'
import { SlowReaders } from './slow-readers.ts'
import { createScheduler } from '#proxy/scheduling/scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()
const settled = () => new Promise((resolve) => setImmediate(resolve))

type SendOptions = { caller?: string; method?: UpstreamSpec['method']; signal?: AbortSignal }

function setupCoalescer({ maxConcurrent = 4, budgetBytes = 1000 } = {}) {
  const upstream = new FakeUpstream()
  const budget = new ByteBudget(budgetBytes)
  const events: ProxyEvent[] = []
  const onEvent = (event: ProxyEvent) => void events.push(event)
  const scheduler = createScheduler({ maxConcurrent, onEvent, now, random: () => 1 })
  const coalesce = createCoalescer({
    fetch: upstream.fetch,
    buildRequest: ({ url, method }, signal) => new Request(url, { method, signal }),
    host: 'twilio.example',
    scheduler,
    slowReaders: new SlowReaders({ ...scheduler, now }),
    limits: { maxBytes: 10_000, maxMs: 600_000 },
    budget,
    onEvent,
    now,
  })
  const sendRequest = (path: string, { caller = 'a', method = 'GET', signal }: SendOptions = {}) => {
    const spec: UpstreamSpec = {
      endpoint: 'engagements',
      url: new URL(path, 'https://twilio.example'),
      method,
    }
    return coalesce(spec, new Request('http://localhost', signal ? { signal } : {}), caller)
  }
  /** Sends a request for a new path, lets the upstream answer it, and reads the response. */
  const requestAndRead = async (path: string, text: string, init: ResponseInit = {}) => {
    const response = sendRequest(path)
    const upstreamRequest = upstream.last
    upstreamRequest.respond(init)
    upstreamRequest.send(text)
    upstreamRequest.end()
    expect(await (await response).text()).toBe(text)
    return upstreamRequest
  }
  const eventKinds = () => events.map(({ kind }) => kind)
  return { sendRequest, requestAndRead, upstream, budget, eventKinds }
}

describe('the same request', () => {
  test('is sent once while it runs, for all callers', async () => {
    const { sendRequest, upstream, eventKinds } = setupCoalescer()
    const responses = [
      sendRequest('/1'),
      sendRequest('/1', { caller: 'b' }),
      sendRequest('/2', { caller: 'b' }),
    ]
    const [one] = upstream.requests
    one?.respond()
    one?.send('one')
    await settled()
    responses.push(sendRequest('/1', { caller: 'c' }))
    one?.send(' page')
    one?.end()
    upstream.last.respondWithoutBody()
    const texts = await Promise.all(responses.map(async (response) => (await response).text()))
    expect(texts).toEqual(['one page', 'one page', '', 'one page'])
    expect(upstream.requests).toHaveLength(2)
    expect(eventKinds().filter((kind) => kind === 'shared')).toHaveLength(2)
  })

  test('is answered from the cache for 10 s more, with its age; then the cache is empty', async () => {
    const { sendRequest, requestAndRead, upstream, budget } = setupCoalescer()
    await requestAndRead('/1', 'page')
    vi.advanceTimersByTime(9999)
    const cached = await sendRequest('/1')
    expect([cached.headers.get('age'), await cached.text()]).toEqual(['9', 'page'])
    expect([upstream.requests.length, budget.usedBytes]).toEqual([1, 4])
    vi.advanceTimersByTime(1)
    expect([vi.getTimerCount(), budget.usedBytes]).toEqual([0, 0])
    void sendRequest('/1')
    expect(upstream.requests).toHaveLength(2)
  })

  test('has an age for a caller that joins during the body, and none for earlier callers', async () => {
    const { sendRequest, upstream } = setupCoalescer()
    const first = sendRequest('/1')
    upstream.last.respond()
    expect((await first).headers.has('age')).toBe(false)
    vi.advanceTimersByTime(3500)
    expect((await sendRequest('/1')).headers.get('age')).toBe('3')
  })

  test('without a body is cached too', async () => {
    const { sendRequest, upstream } = setupCoalescer()
    const first = sendRequest('/1')
    upstream.last.respondWithoutBody()
    expect((await first).body).toBeNull()
    const cached = await sendRequest('/1')
    expect([cached.body, cached.headers.get('age'), upstream.requests.length]).toEqual([null, '0', 1])
  })

  test('is sent for each HEAD', () => {
    const { sendRequest, upstream } = setupCoalescer()
    for (const method of ['GET', 'HEAD', 'HEAD'] as const) void sendRequest('/1', { method })
    expect(upstream.requests.map(({ request }) => request.method)).toEqual(['GET', 'HEAD', 'HEAD'])
  })

  test.each([404, 429, 500])(
    'that fails with %i fails for all callers, and is sent again afterwards',
    async (status) => {
      const { sendRequest, upstream, budget } = setupCoalescer()
      const responses = [sendRequest('/1'), sendRequest('/1', { caller: 'b' })]
      upstream.last.respond({ status })
      upstream.last.send('no')
      upstream.last.end()
      const got = await Promise.all(
        responses.map(async (response) => [(await response).status, await (await response).text()]),
      )
      expect(got).toEqual([
        [status, 'no'],
        [status, 'no'],
      ])
      await settled()
      expect(budget.usedBytes).toBe(0)
      vi.advanceTimersByTime(1000)
      void sendRequest('/1')
      expect(upstream.requests).toHaveLength(2)
    },
  )

  test('that cannot connect, or breaks off, fails for all callers, and is sent again afterwards', async () => {
    const { sendRequest, upstream } = setupCoalescer()
    const responses = [sendRequest('/1'), sendRequest('/1', { caller: 'b' })]
    upstream.last.fail()
    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([502, 502])

    const bodies = [sendRequest('/1'), sendRequest('/1', { caller: 'b' })].map(async (response) =>
      (await response).text(),
    )
    upstream.last.respond()
    upstream.last.send('pa')
    await settled()
    upstream.last.fail(new Error('the secret'))
    const ends = await Promise.allSettled(bodies)
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected'])
    void sendRequest('/1')
    expect(upstream.requests).toHaveLength(3)
  })

  test('for a page with an expired token is sent again', async () => {
    const { sendRequest, requestAndRead, upstream } = setupCoalescer()
    await requestAndRead('/list', 'page 1')
    await requestAndRead('/other', 'page 1')
    await requestAndRead('/list?PageToken=2', 'expired', { status: 400 })
    await settled()
    void sendRequest('/list')
    void sendRequest('/other')
    expect(upstream.requests).toHaveLength(4)
  })
})

describe('a caller that aborts', () => {
  test('does not affect the others, even if it was the first', async () => {
    const { sendRequest, upstream } = setupCoalescer()
    const abort = new AbortController()
    const first = sendRequest('/1', { signal: abort.signal })
    const second = sendRequest('/1', { caller: 'b' })
    abort.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    expect(upstream.last.state).toBe('pending')
    upstream.last.respond()
    upstream.last.send('page')
    upstream.last.end()
    expect(await (await second).text()).toBe('page')
  })

  test('as the last one aborts the running request and frees its slot', async () => {
    const { sendRequest, upstream, eventKinds } = setupCoalescer({ maxConcurrent: 1 })
    const aborts = [new AbortController(), new AbortController()]
    const responses = aborts.map(({ signal }, i) => sendRequest('/1', { signal, caller: `${i}` }))
    void sendRequest('/2')
    for (const abort of aborts) abort.abort()
    const ends = await Promise.allSettled(responses)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(upstream.requests.map(({ state }) => state)).toEqual(['aborted', 'pending'])
    expect(eventKinds().filter((kind) => kind === 'failed')).toHaveLength(1)
  })

  test('in the queue causes no request', async () => {
    const { sendRequest, upstream } = setupCoalescer({ maxConcurrent: 1 })
    const abort = new AbortController()
    void sendRequest('/1')
    const response = sendRequest('/2', { signal: abort.signal })
    abort.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
    upstream.last.respondWithoutBody()
    await settled()
    expect(upstream.requests).toHaveLength(1)
  })

  test('before its request causes no request', async () => {
    const { sendRequest, upstream } = setupCoalescer()
    await expect(sendRequest('/1', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(upstream.requests).toEqual([])
  })
})

describe('in the queue', () => {
  test('joining never makes a caller wait longer than a request of its own', async () => {
    const { sendRequest, upstream } = setupCoalescer({ maxConcurrent: 1 })
    for (const path of ['/1', '/2', '/3', '/4']) void sendRequest(path, { caller: 'a' })
    void sendRequest('/4', { caller: 'b' })
    for (let i = 0; i < 3; i++) {
      upstream.last.fail()
      await settled()
    }
    const paths = upstream.requests.map(({ request }) => new URL(request.url).pathname)
    expect(paths).toEqual(['/1', '/2', '/4', '/3'])
  })

  test('each caller has its own timeout', async () => {
    const { sendRequest, upstream } = setupCoalescer({ maxConcurrent: 1 })
    const before = sendRequest('/1').then((response) => response.text())
    upstream.last.respond()
    const first = sendRequest('/2')
    vi.advanceTimersByTime(20_000)
    upstream.last.send('still here')
    await settled()
    const second = sendRequest('/2', { caller: 'b' })
    vi.advanceTimersByTime(20_000)
    upstream.last.send('still here')
    await settled()
    vi.advanceTimersByTime(20_000)
    const late = await first
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '5'])
    upstream.last.end()
    expect(await before).toBe('still herestill here')
    expect(upstream.requests).toHaveLength(2)
    upstream.last.respondWithoutBody()
    expect((await second).status).toBe(200)
  })
})

describe('the byte budget', () => {
  test('evicts the oldest response when it is full', async () => {
    const { sendRequest, requestAndRead, upstream, budget } = setupCoalescer({ budgetBytes: 10 })
    for (const path of ['/1', '/2', '/3']) {
      await requestAndRead(path, 'page')
    }
    expect(budget.usedBytes).toBe(8)
    await settled()
    expect((await sendRequest('/3')).headers.has('age')).toBe(true)
    expect((await sendRequest('/2')).headers.has('age')).toBe(true)
    void sendRequest('/1')
    expect(upstream.requests).toHaveLength(4)
  })

  test('when nothing can be evicted, sends a request for each caller and streams it through', async () => {
    const { sendRequest, upstream, budget } = setupCoalescer({ budgetBytes: 8 })
    // Stored but not read yet: it cannot be evicted.
    void sendRequest('/1')
    upstream.last.respond()
    upstream.last.send('page')
    await settled()
    expect(budget.usedBytes).toBe(4)
    const responses = [sendRequest('/2'), sendRequest('/2')]
    expect(upstream.requests).toHaveLength(3)
    const [, one, two] = upstream.requests
    for (const upstreamRequest of [one, two]) {
      upstreamRequest?.respond()
      upstreamRequest?.send('other')
      upstreamRequest?.end()
    }
    const texts = await Promise.all(responses.map(async (response) => (await response).text()))
    expect([texts, budget.usedBytes]).toEqual([['other', 'other'], 4])
  })
})
