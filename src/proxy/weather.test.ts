import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import type { ProxyEvent } from './proxy-event.ts'
import { createProxy, type ProxyOptions } from './proxy.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))
const flow = `/api/v1/Flows/FW${'1'.repeat(32)}`

function proxyOf(options: Partial<ProxyOptions> = {}) {
  const upstream = new FakeUpstream()
  const events: ProxyEvent[] = []
  const proxy = createProxy({
    fetch: upstream.fetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'user', password: 'password' },
    tell: (event) => events.push(event),
    ...options,
  })
  const ask = (path: string, caller = 'a', init: RequestInit = {}) =>
    proxy(new Request(`http://localhost${path}`, init), { caller })
  return { ask, upstream, events }
}

/** Status, `Retry-After` and sentence of a refusal. */
async function refusal(answer: Promise<Response>) {
  const { status, headers } = await answer
  const body: unknown = await (await answer).json()
  expect(body).toEqual({ code: null, message: expect.any(String), status })
  const { message } = Object(body)
  return [status, headers.get('retry-after'), String(message)]
}

describe('Twilio takes too long', () => {
  test('to begin: a 504 after 30 s, and the request is given up', async () => {
    const { ask, upstream, events } = proxyOf()
    const answer = ask(flow)
    vi.advanceTimersByTime(29_999)
    expect(upstream.last.state).toBe('asked')
    vi.advanceTimersByTime(1)
    const sentence = 'studio.twilio.com did not answer within 30 s. Try again in a moment.'
    expect(await refusal(answer)).toEqual([504, null, sentence])
    expect(upstream.last.state).toBe('aborted')
    expect(events.at(-1)).toEqual({ kind: 'failed', read: 'flow', why: 'no-answer', ms: 30_000 })
  })

  test('but time in the queue is not Twilio’s', async () => {
    const { ask, upstream } = proxyOf({ atOnce: 1 })
    const first = ask('/api/v1/Flows')
    const second = ask(flow, 'b')
    vi.advanceTimersByTime(29_000)
    upstream.last.answerWithoutBody()
    await first
    vi.advanceTimersByTime(29_000)
    upstream.last.answerWithoutBody()
    expect((await second).status).toBe(200)
  })

  test('and answers after all: nobody hears of it', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    const { ask } = proxyOf({ fetch: () => promise })
    const answer = ask(flow)
    vi.advanceTimersByTime(30_000)
    expect((await answer).status).toBe(504)
    resolve(new Response('late'))
    await settled()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('in the middle: the body breaks after 30 s without a byte', async () => {
    const { ask, upstream, events } = proxyOf()
    const answer = ask(flow)
    upstream.last.answer()
    upstream.last.send('{')
    const text = (await answer).text()
    await settled()
    vi.advanceTimersByTime(30_000)
    await expect(text).rejects.toThrow('stopped in the middle')
    expect(upstream.last.state).toBe('aborted')
    expect(events.at(-1)).toEqual({ kind: 'failed', read: 'flow', why: 'stalled', ms: 30_000 })
  })
})

describe('Twilio asks to slow down', () => {
  test('the 429 says how long the gate is closed, and all others hear the rest of it at once', async () => {
    const { ask, upstream } = proxyOf({ atOnce: 1 })
    const first = ask(flow)
    const waiting = ask('/api/v1/Flows', 'b')
    vi.setSystemTime('2026-11-25T12:00:00Z')
    upstream.last.answer({ status: 429, headers: { 'retry-after': 'Wed, 25 Nov 2026 12:00:04 GMT' } })
    upstream.last.send('{"code":20429}')
    upstream.last.end()
    expect([(await first).status, (await first).headers.get('retry-after')]).toEqual([429, '4'])
    expect(await (await first).text()).toBe('{"code":20429}')
    const sentence = 'studio.twilio.com asked Flowdesk to slow down: it goes on in 4 s.'
    expect(await refusal(waiting)).toEqual([429, '4', sentence])
    vi.advanceTimersByTime(1200)
    expect((await refusal(ask(flow))).slice(0, 2)).toEqual([429, '3'])
    expect(upstream.asked).toHaveLength(1)
  })

  test('without saying how long: the 429 says what the gate takes', async () => {
    const { ask, upstream, events } = proxyOf()
    const answer = ask(flow)
    upstream.last.answerWithoutBody({ status: 429 })
    expect((await answer).headers.get('retry-after')).toBe('1')
    const slowed = events.find(({ kind }) => kind === 'slowed-down')
    expect(slowed).toEqual({ kind: 'slowed-down', read: 'flow', ms: expect.any(Number) })
  })

  test('what is held is given out meanwhile', async () => {
    const { ask, upstream } = proxyOf()
    const first = ask(flow)
    upstream.last.answerWithoutBody()
    await first
    const second = ask('/api/v1/Flows')
    upstream.last.answerWithoutBody({ status: 429, headers: { 'retry-after': '5' } })
    expect((await second).status).toBe(429)
    expect((await ask(flow)).status).toBe(200)
  })

  test('whoever comes when it is over goes first alone', async () => {
    const { ask, upstream } = proxyOf()
    const first = ask(flow)
    upstream.last.answerWithoutBody({ status: 429, headers: { 'retry-after': '2' } })
    await first
    vi.advanceTimersByTime(2000)
    void ask(flow)
    void ask('/api/v1/Flows')
    void ask(`${flow}/Engagements`)
    expect(upstream.asked).toHaveLength(2)
    upstream.last.answerWithoutBody()
    await settled()
    expect(upstream.asked).toHaveLength(4)
  })

  test('and makes room for the next where it leaves, or Twilio is out of reach', async () => {
    const { ask, upstream } = proxyOf()
    const first = ask(flow)
    upstream.last.answerWithoutBody({ status: 429, headers: { 'retry-after': '2' } })
    await first
    vi.advanceTimersByTime(2000)
    const abort = new AbortController()
    const leaves = ask(flow, 'a', { signal: abort.signal })
    void ask('/api/v1/Flows')
    void ask(`${flow}/Engagements`)
    abort.abort()
    await expect(leaves).rejects.toMatchObject({ name: 'AbortError' })
    expect(upstream.asked).toHaveLength(3)
    upstream.last.fail()
    await settled()
    void ask(flow)
    expect(upstream.asked).toHaveLength(5)
  })
})

test('a turn that does not come in 60 s is a 429', async () => {
  const { ask, upstream } = proxyOf({ atOnce: 1 })
  void ask(flow).then((answer) => answer.text())
  upstream.last.answer()
  const answer = ask('/api/v1/Flows')
  for (let i = 0; i < 3; i++) {
    upstream.last.send('still here')
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await settled()
    vi.advanceTimersByTime(20_000)
  }
  const sentence =
    'Too many requests wait for studio.twilio.com, and this one’s turn did not come. Try again in a moment.'
  expect(await refusal(answer)).toEqual([429, '5', sentence])
})

test('what happens is told: names of reads and figures, and nothing else', async () => {
  const { ask, upstream, events } = proxyOf({ atOnce: 1 })
  const answers = [ask(flow), ask(flow, 'b'), ask(`${flow}/Engagements?PageToken=secret`)]
  vi.advanceTimersByTime(250)
  upstream.last.answer()
  await settled()
  vi.advanceTimersByTime(500)
  upstream.last.end()
  await settled()
  upstream.last.fail()
  await Promise.all(answers)
  expect(events).toEqual([
    { kind: 'dispatched', read: 'flow' },
    { kind: 'shared', read: 'flow' },
    { kind: 'queued', read: 'engagements', waiting: 1 },
    { kind: 'answered', read: 'flow', status: 200, ms: 250 },
    { kind: 'ended', read: 'flow', status: 200, ms: 750 },
    { kind: 'queued', read: 'engagements', waiting: 0 },
    { kind: 'dispatched', read: 'engagements' },
    { kind: 'failed', read: 'engagements', why: 'unreachable', ms: 0 },
  ])
})

test.each([
  ['no answer yet', () => new Promise<Response>(() => {})],
  ['an answer under way', async () => new Response(new ReadableStream())],
])('an abort reaches Twilio with %s, even after memory was cleaned up', async (_, answer) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const heard = vi.fn<() => void>()
  const { ask } = proxyOf({
    // Like the platform's it keeps the signal and not the request, and in Node the latter is what hears.
    fetch: ({ signal }) => {
      signal.addEventListener('abort', heard)
      return answer()
    },
  })
  const abort = new AbortController()
  const asked = ask(flow, 'a', { signal: abort.signal }).catch(() => {})
  for (let i = 0; i < 3; i++) {
    // oxlint-disable-next-line no-await-in-loop -- what was used this turn is collected in the next
    await settled()
    if (typeof collect === 'function') collect()
  }
  abort.abort()
  await asked
  expect(heard).toHaveBeenCalled()
})
