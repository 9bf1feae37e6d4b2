import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import type { ProxyEvent } from './events.ts'
import { createProxy, type ProxyOptions } from './proxy.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))
const flow = `/api/v1/Flows/FW${'1'.repeat(32)}`

function setupProxy(options: Partial<ProxyOptions> = {}) {
  const upstream = new FakeUpstream()
  const events: ProxyEvent[] = []
  const proxy = createProxy({
    fetch: upstream.fetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'user', password: 'password' },
    onEvent: (event) => events.push(event),
    ...options,
  })
  const sendRequest = (path: string, caller = 'a', init: RequestInit = {}) =>
    proxy(new Request(`http://localhost${path}`, init), { caller })
  return { sendRequest, upstream, events }
}

/** Status, `Retry-After` and message of an error response. */
async function errorOf(response: Promise<Response>) {
  const { status, headers } = await response
  const body: unknown = await (await response).json()
  expect(body).toEqual({ code: null, message: expect.any(String), status })
  const { message } = Object(body)
  return [status, headers.get('retry-after'), String(message)]
}

describe('Twilio takes too long', () => {
  test('to start: a 504 after 30 s, and the request is aborted', async () => {
    const { sendRequest, upstream, events } = setupProxy()
    const response = sendRequest(flow)
    vi.advanceTimersByTime(29_999)
    expect(upstream.last.state).toBe('pending')
    vi.advanceTimersByTime(1)
    const sentence = 'studio.twilio.com did not answer within 30 s. Try again in a moment.'
    expect(await errorOf(response)).toEqual([504, null, sentence])
    expect(upstream.last.state).toBe('aborted')
    expect(events.at(-1)).toEqual({ kind: 'failed', endpoint: 'flow', reason: 'no-answer', ms: 30_000 })
  })

  test('but time in the queue does not count', async () => {
    const { sendRequest, upstream } = setupProxy({ maxConcurrent: 1 })
    const first = sendRequest('/api/v1/Flows')
    const second = sendRequest(flow, 'b')
    vi.advanceTimersByTime(29_000)
    upstream.last.respondWithoutBody()
    await first
    vi.advanceTimersByTime(29_000)
    upstream.last.respondWithoutBody()
    expect((await second).status).toBe(200)
  })

  test('and answers later: the response is dropped', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    const { sendRequest } = setupProxy({ fetch: () => promise })
    const response = sendRequest(flow)
    vi.advanceTimersByTime(30_000)
    expect((await response).status).toBe(504)
    resolve(new Response('late'))
    await settled()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('in the middle: the body fails after 30 s without a byte', async () => {
    const { sendRequest, upstream, events } = setupProxy()
    const response = sendRequest(flow)
    upstream.last.respond()
    upstream.last.send('{')
    const text = (await response).text()
    await settled()
    vi.advanceTimersByTime(30_000)
    await expect(text).rejects.toThrow('stopped in the middle')
    expect(upstream.last.state).toBe('aborted')
    expect(events.at(-1)).toEqual({ kind: 'failed', endpoint: 'flow', reason: 'stalled', ms: 30_000 })
  })
})

describe('a 429 from Twilio', () => {
  test('with a long Retry-After: all queued and later requests are rejected with the remaining time', async () => {
    const { sendRequest, upstream } = setupProxy({ maxConcurrent: 1 })
    const first = sendRequest(flow)
    const waiting = sendRequest('/api/v1/Flows', 'b')
    vi.setSystemTime('2026-11-25T12:00:00Z')
    upstream.last.respond({ status: 429, headers: { 'retry-after': 'Wed, 25 Nov 2026 12:00:09 GMT' } })
    upstream.last.send('{"code":20429}')
    upstream.last.end()
    expect([(await first).status, (await first).headers.get('retry-after')]).toEqual([429, '9'])
    expect(await (await first).text()).toBe('{"code":20429}')
    const sentence = 'Rate limited by studio.twilio.com: try again in 9 s.'
    expect(await errorOf(waiting)).toEqual([429, '9', sentence])
    vi.advanceTimersByTime(1200)
    expect((await errorOf(sendRequest(flow))).slice(0, 2)).toEqual([429, '8'])
    expect(upstream.requests).toHaveLength(1)
  })

  test('with a short Retry-After: queued and later requests wait, and their responses say how long', async () => {
    const { sendRequest, upstream } = setupProxy({ maxConcurrent: 1 })
    const first = sendRequest(flow)
    const waiting = sendRequest('/api/v1/Flows', 'b')
    upstream.last.respondWithoutBody({ status: 429, headers: { 'retry-after': '2' } })
    expect((await first).status).toBe(429)
    vi.advanceTimersByTime(500)
    const later = sendRequest(flow, 'c')
    vi.advanceTimersByTime(1500)
    expect(upstream.requests).toHaveLength(2)
    upstream.last.respondWithoutBody()
    const { status, headers } = await waiting
    expect([status, headers.get('server-timing')]).toEqual([200, 'rate-limit;dur=2000'])
    upstream.last.respondWithoutBody()
    expect((await later).headers.get('server-timing')).toBe('rate-limit;dur=1500')
  })

  test('without Retry-After gets the breaker’s delay as its Retry-After', async () => {
    const { sendRequest, upstream, events } = setupProxy()
    const response = sendRequest(flow)
    upstream.last.respondWithoutBody({ status: 429 })
    expect((await response).headers.get('retry-after')).toBe('1')
    const event = events.find(({ kind }) => kind === 'rate-limited')
    expect(event).toEqual({ kind: 'rate-limited', endpoint: 'flow', ms: expect.any(Number) })
  })

  test('does not affect cached responses', async () => {
    const { sendRequest, upstream } = setupProxy()
    const first = sendRequest(flow)
    upstream.last.respondWithoutBody()
    await first
    const second = sendRequest('/api/v1/Flows')
    upstream.last.respondWithoutBody({ status: 429, headers: { 'retry-after': '5' } })
    expect((await second).status).toBe(429)
    expect((await sendRequest(flow)).status).toBe(200)
  })

  test('lets one request go alone when the block ends', async () => {
    const { sendRequest, upstream } = setupProxy()
    const first = sendRequest(flow)
    upstream.last.respondWithoutBody({ status: 429, headers: { 'retry-after': '2' } })
    await first
    vi.advanceTimersByTime(2000)
    void sendRequest(flow)
    void sendRequest('/api/v1/Flows')
    void sendRequest(`${flow}/Engagements`)
    expect(upstream.requests).toHaveLength(2)
    upstream.last.respondWithoutBody()
    await settled()
    expect(upstream.requests).toHaveLength(4)
  })

  test('lets the next one go when that request leaves, and all when Twilio is unreachable', async () => {
    const { sendRequest, upstream } = setupProxy()
    const first = sendRequest(flow)
    upstream.last.respondWithoutBody({ status: 429, headers: { 'retry-after': '2' } })
    await first
    vi.advanceTimersByTime(2000)
    const abort = new AbortController()
    const leaves = sendRequest(flow, 'a', { signal: abort.signal })
    void sendRequest('/api/v1/Flows')
    void sendRequest(`${flow}/Engagements`)
    abort.abort()
    await expect(leaves).rejects.toMatchObject({ name: 'AbortError' })
    expect(upstream.requests).toHaveLength(3)
    upstream.last.fail()
    await settled()
    void sendRequest(flow)
    expect(upstream.requests).toHaveLength(5)
  })
})

test('a request that waits 60 s in the queue gets a 429', async () => {
  const { sendRequest, upstream } = setupProxy({ maxConcurrent: 1 })
  void sendRequest(flow).then((response) => response.text())
  upstream.last.respond()
  const response = sendRequest('/api/v1/Flows')
  for (let i = 0; i < 3; i++) {
    upstream.last.send('still here')
    await settled()
    vi.advanceTimersByTime(20_000)
  }
  const sentence = 'Too many requests are waiting for studio.twilio.com. Try again in a moment.'
  expect(await errorOf(response)).toEqual([429, '5', sentence])
})

test('events contain endpoint names and numbers, and nothing else', async () => {
  const { sendRequest, upstream, events } = setupProxy({ maxConcurrent: 1 })
  const responses = [
    sendRequest(flow),
    sendRequest(flow, 'b'),
    sendRequest(`${flow}/Engagements?PageToken=secret`),
  ]
  vi.advanceTimersByTime(250)
  upstream.last.respond()
  await settled()
  vi.advanceTimersByTime(500)
  upstream.last.end()
  await settled()
  upstream.last.fail()
  await Promise.all(responses)
  expect(events).toEqual([
    { kind: 'dispatched', endpoint: 'flow' },
    { kind: 'shared', endpoint: 'flow' },
    { kind: 'queued', endpoint: 'engagements', waiting: 1 },
    { kind: 'answered', endpoint: 'flow', status: 200, ms: 250 },
    { kind: 'ended', endpoint: 'flow', status: 200, ms: 750 },
    { kind: 'queued', endpoint: 'engagements', waiting: 0 },
    { kind: 'dispatched', endpoint: 'engagements' },
    { kind: 'failed', endpoint: 'engagements', reason: 'unreachable', ms: 0 },
  ])
})

test.each([
  ['no response yet', () => new Promise<Response>(() => {})],
  ['a running response', async () => new Response(new ReadableStream())],
])('an abort reaches Twilio with %s, even after garbage collection', async (_, response) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const onAbort = vi.fn<() => void>()
  const { sendRequest } = setupProxy({
    // Like the platform's `fetch`, it keeps the signal but not the request; in Node, the signal depends on the request.
    fetch: ({ signal }) => {
      signal.addEventListener('abort', onAbort)
      return response()
    },
  })
  const abort = new AbortController()
  const settledRequest = sendRequest(flow, 'a', { signal: abort.signal }).catch(() => {})
  for (let i = 0; i < 3; i++) {
    await settled()
    if (typeof collect === 'function') collect()
  }
  abort.abort()
  await settledRequest
  expect(onAbort).toHaveBeenCalled()
})
