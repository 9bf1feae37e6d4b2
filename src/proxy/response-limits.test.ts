import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import type { ProxyEvent } from './events.ts'
import { createProxy } from './proxy.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A response of a proxy that lets through 2 MB and 50 s; `read` gives the next chunk's length, null at the end. */
async function openResponse(init: ResponseInit = {}) {
  const upstream = new FakeUpstream()
  const events: ProxyEvent[] = []
  const proxy = createProxy({
    fetch: upstream.fetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'user', password: 'password' },
    limits: { maxBytes: 2 * 2 ** 20, maxMs: 50_000 },
    onEvent: (event) => events.push(event),
  })
  const pending = proxy(new Request('http://localhost/api/v1/Flows'), { caller: 'a' })
  upstream.last.respond(init)
  const response = await pending
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const read = async () => (await (reader ??= response.body?.getReader())?.read())?.value?.length ?? null
  /** Lets the upstream send so many megabytes. */
  const send = async (megabytes: number) => {
    upstream.last.send('x'.repeat(megabytes * 2 ** 20))
    await settled()
  }
  const failure = () => events.flatMap((event) => (event.kind === 'failed' ? [event.reason] : []))
  return { response, read, send, source: upstream.last, failure }
}

test.each(['gzip', 'identity'])('a response over the limit breaks off (%s)', async (coding) => {
  const { read, send, source, failure } = await openResponse({ headers: { 'content-encoding': coding } })
  await send(1)
  await send(1)
  expect([await read(), await read(), failure()]).toEqual([2 ** 20, 2 ** 20, []])
  await send(1)
  await expect(read()).rejects.toThrow('too large')
  expect([source.state, failure()]).toEqual(['aborted', ['too-large']])
})

test('a response that says that it is over the limit is an error with a sentence', async () => {
  const { response, source } = await openResponse({ headers: { 'content-length': '2097153' } })
  expect([response.status, source.state]).toEqual([502, 'aborted'])
  expect(await response.json()).toMatchObject({
    message:
      'studio.twilio.com answered with more than 2 MB, which is the limit: an administrator can raise UPSTREAM_MAX_MB.',
  })
})

test('a response that goes on for longer than the limit breaks off', async () => {
  const { read, send, source, failure } = await openResponse()
  for (let i = 0; i < 2; i++) {
    const chunk = read()
    vi.advanceTimersByTime(20_000)
    await send(0.5)
    expect(await chunk).toBe(2 ** 19)
  }
  const chunk = read()
  vi.advanceTimersByTime(9999)
  expect(failure()).toEqual([])
  vi.advanceTimersByTime(1)
  await expect(chunk).rejects.toThrow('too long')
  expect([source.state, failure()]).toEqual(['aborted', ['too-long']])
})

test('a response that has arrived must be read within the limit too', async () => {
  const { read, send, source } = await openResponse()
  for (let i = 0; i < 3; i++) await send(0.5)
  source.end()
  for (let i = 0; i < 2; i++) {
    vi.advanceTimersByTime(20_000)
    expect(await read()).toBe(2 ** 19)
  }
  vi.advanceTimersByTime(10_000)
  await expect(read()).rejects.toThrow('not read')
})
