import { describe, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import type { ClientEvent } from './request.ts'
import { createClient } from './client.ts'
import { idleTimeoutMs } from './idle-timeout.ts'
import { loadInlineParser } from './inline-parser.ts'

const flowSid = sidOf('FW', 1)
const engagementSid = sidOf('FN', 2)

/** A client that gets these responses in order and then repeats the last one. Records requests, waits and events. */
function createTestClient(...responses: (() => Response | Promise<Response>)[]) {
  const requests: string[] = []
  const waits: number[] = []
  const events: ClientEvent[] = []
  let responseIndex = 0
  const client = createClient({
    baseUrl: '/api',
    loadParser: loadInlineParser,
    fetch: async (input, init) => {
      requests.push(input instanceof Request ? input.url : input.toString())
      init?.signal?.throwIfAborted()
      const respond = responses[Math.min(responseIndex++, responses.length - 1)]
      return respond ? await respond() : Response.error()
    },
    sleep: async (ms) => void waits.push(ms),
    onEvent: (event) => events.push(event),
  })
  return { client, requests, waits, events }
}

const json = (value: unknown) => () => Response.json(value)
const failWith =
  (status: number, headers: HeadersInit = {}) =>
  () =>
    Response.json({ code: 20000 + status, message: 'No', status }, { status, headers })

describe('requests', () => {
  test('the next page is requested with its token, unchanged', async () => {
    const { client, requests } = createTestClient(() => new Response(pageBytes([])))
    await client.engagementsPage(flowSid, null, undefined)
    await client.engagementsPage(flowSid, { page: '3', token: 'PT a/b=' }, undefined)
    expect(requests).toEqual([
      `/api/v1/Flows/${flowSid}/Engagements?PageSize=1000`,
      `/api/v1/Flows/${flowSid}/Engagements?PageSize=1000&Page=3&PageToken=PT%20a%2Fb%3D`,
    ])
  })

  test('pages are asked for as gzip files where the caller keeps them, after a failure without', async () => {
    const accepted: (string | null)[] = []
    const page = pageBytes([])
    const ask = (pagesAsGzipFiles: boolean) =>
      createClient({
        baseUrl: '/api',
        loadParser: loadInlineParser,
        pagesAsGzipFiles,
        sleep: async () => {},
        fetch: async (_input, init) => {
          const accept = new Headers(init?.headers).get('accept')
          accepted.push(accept)
          if (accept === 'application/json') return new Response(page)
          return new Response('not gzip', { headers: { 'content-type': 'application/gzip' } })
        },
      }).engagementsPage(flowSid, null, undefined)
    expect(await ask(true)).toMatchObject({ bytes: page, gzip: null })
    expect(await ask(false)).toMatchObject({ bytes: page, gzip: null })
    expect(accepted).toEqual(['application/gzip, application/json', 'application/json', 'application/json'])
  })

  test('executions are filtered by Twilio, on every page', async () => {
    const { client, requests } = createTestClient(() => new Response(pageBytes([])))
    const filter = { status: 'active', from: Date.UTC(2026, 10, 3), to: null } as const
    await client.engagementsPage(`${flowSid}/executions`, { page: null, token: 'PT' }, undefined, 50, filter)
    expect(requests).toEqual([
      `/api/v2/Flows/${flowSid}/Executions?status=active&DateCreatedFrom=2026-11-03T00%3A00%3A00Z&PageSize=50&PageToken=PT`,
    ])
  })

  test('a response that waited for Twilio’s rate limit says for how long', async () => {
    const headers = { 'server-timing': 'rate-limit;dur=2300' }
    const { client, events, waits } = createTestClient(() => new Response(pageBytes([]), { headers }))
    await client.engagementsPage(flowSid, null, undefined)
    expect(events).toEqual([{ type: 'rate-limit-waited', ms: 2300 }])
    expect(waits).toEqual([])
  })

  test('flows loads all pages', async () => {
    const flow = { sid: flowSid, status: 'published' }
    const { client } = createTestClient(
      () => new Response(pageBytes([flow], { key: 'flows', next: 'b' })),
      () => new Response(pageBytes([flow], { key: 'flows' })),
    )
    expect(await client.flows(undefined)).toHaveLength(2)
  })

  test('numbers in steps keep their digits', async () => {
    const context = '{"id":9007199254740993123,"count":7}'
    const page = `{"meta":{"key":"steps","next_page_url":null},"steps":[{"context":${context}}]}`
    const [step] = await createTestClient(() => new Response(page)).client.steps(
      flowSid,
      engagementSid,
      undefined,
    )
    expect(step?.context).toEqual({ id: '9007199254740993123', count: 7 })
  })

  test('a repeated page token fails instead of looping forever', async () => {
    const { client } = createTestClient(() => new Response(pageBytes([], { key: 'flows', next: 'b' })))
    await expect(client.flows(undefined)).rejects.toMatchObject({ kind: 'not-json' })
  })

  test('a context is returned exactly as sent', async () => {
    const context = '{"id":9007199254740993123,"x":1.0,"a":1,"a":2}'
    const { client } = createTestClient(() => new Response(`{"flow_sid":null, "context": ${context} }`))
    expect(await client.context(flowSid, engagementSid, undefined)).toBe(context)
  })
})

describe('retries', () => {
  test('a 429 waits as long as Retry-After says', async () => {
    const { client, waits } = createTestClient(failWith(429, { 'retry-after': '7' }), json({ sid: flowSid }))
    await client.flow(flowSid, undefined)
    expect(waits).toEqual([7000])
  })

  test('a 429 without Retry-After backs off', async () => {
    const { client, waits } = createTestClient(failWith(429), failWith(429), json({}))
    await client.flow(flowSid, undefined)
    expect(waits).toHaveLength(2)
    expect(waits[1]).toBeGreaterThan(499)
  })

  test('a 429 emits an event with the time of the retry; other waits emit none', async () => {
    const { client, events } = createTestClient(
      failWith(503),
      failWith(429, { 'retry-after': '7' }),
      json({}),
    )
    const before = Date.now()
    await client.flow(flowSid, undefined)
    expect(events).toEqual([{ type: 'rate-limited', retryAtMs: expect.any(Number) }])
    const retryAtMs = events[0]?.type === 'rate-limited' ? events[0].retryAtMs : 0
    expect(retryAtMs - before).toBeGreaterThanOrEqual(7000)
    expect(retryAtMs - before).toBeLessThan(8000)
  })

  test('a final failure emits an event, an abort does not', async () => {
    const { client, events } = createTestClient(failWith(503))
    await expect(client.flow(flowSid, undefined)).rejects.toBeInstanceOf(Problem)
    expect(events).toEqual([{ type: 'failed', kind: 'unavailable' }])
    await expect(client.flow(flowSid, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    expect(events).toHaveLength(1)
  })

  test('a 503 is retried; one that persists fails', async () => {
    await expect(
      createTestClient(failWith(503), json({ version: 3 })).client.flow(flowSid, undefined),
    ).resolves.toMatchObject({ version: 3 })
    const { client, requests } = createTestClient(failWith(503))
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind: 'unavailable', status: 503 })
    expect(requests).toHaveLength(3)
  })

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [400, 'bad-request'],
  ])('a %i fails without a retry', async (status, kind) => {
    const { client, requests } = createTestClient(failWith(status))
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind, code: 20000 + status })
    expect(requests).toHaveLength(1)
  })

  test('an abort is passed on without a retry', async () => {
    const abort = new AbortController()
    const { client, requests } = createTestClient(() => {
      abort.abort()
      throw new DOMException('Aborted', 'AbortError')
    })
    await expect(client.flow(flowSid, abort.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(requests).toHaveLength(1)
  })
})

describe('a malformed response is a Problem', () => {
  test.each([
    ['HTML', '<!doctype html><title>Sign in</title>', 'not-json'],
    ['JSON cut short', '{"sid":"FW0', 'truncated'],
    ['nothing', '', 'not-json'],
    ['another shape', '[1]', 'not-json'],
  ])('%s', async (_name, body, kind) => {
    const { client } = createTestClient(() => new Response(body))
    const failure = client.flow(flowSid, undefined)
    await expect(failure).rejects.toBeInstanceOf(Problem)
    await expect(failure).rejects.toMatchObject({ kind })
  })

  test('a response without end, of which no more is read than 256 MB', async () => {
    const chunk = new Uint8Array(2 ** 20)
    const pull = vi.fn<(stream: ReadableStreamDefaultController) => void>((stream) => stream.enqueue(chunk))
    const cancel = vi.fn<() => void>()
    const endless = () => new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 }))
    const { client, requests } = createTestClient(endless)
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind: 'too-large' })
    expect([pull.mock.calls.length, cancel.mock.calls.length, requests.length]).toEqual([257, 1, 1])
  })

  test('a connection that breaks', async () => {
    const { client, requests } = createTestClient(
      () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError('network error')) })),
    )
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind: 'unreachable' })
    expect(requests.length).toBeGreaterThan(1)
  })
})

/** A response with this object as its body. */
function responseWithBody(body: unknown): Response {
  return Object.defineProperty(new Response(), 'body', { value: body })
}

/** Errors of lost connections, as observed in browsers. */
const connectionErrors = [
  new TypeError('Failed to fetch'),
  new TypeError('Load failed'),
  new DOMException('A network error occurred.', 'NetworkError'),
  new DOMException('The operation was aborted.', 'AbortError'),
]

describe('a connection that is lost', () => {
  test.each(connectionErrors)('before the response: %s', async (thrown) => {
    const { client, requests, events } = createTestClient(() => Promise.reject(thrown))
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({
      name: 'Problem',
      kind: 'unreachable',
    })
    expect(requests).toHaveLength(3)
    expect(events).toEqual([{ type: 'failed', kind: 'unreachable' }])
  })

  test.each(connectionErrors)('in the middle of the response: %s', async (thrown) => {
    const { client } = createTestClient(
      () => new Response(new ReadableStream({ pull: (stream) => stream.error(thrown) })),
    )
    // A signal that is not aborted.
    const { signal } = new AbortController()
    await expect(client.flow(flowSid, signal)).rejects.toMatchObject({ name: 'Problem', kind: 'unreachable' })
  })
})

describe('an error in our own code is not reported as a lost connection', () => {
  test.each([
    ['the body lacks a method', () => responseWithBody({}), /^TypeError: .*getReader is not a function/],
    [
      'a chunk lacks its value',
      () => responseWithBody({ getReader: () => ({ read: async () => ({ done: false }) }) }),
      /^TypeError: Cannot read properties of undefined/,
    ],
  ])('%s', async (_name, respond, detail) => {
    const { client, requests, events } = createTestClient(respond)
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({
      name: 'Problem',
      kind: 'unexpected',
      detail: expect.stringMatching(detail),
    })
    expect(requests).toHaveLength(1)
    expect(events).toEqual([{ type: 'failed', kind: 'unexpected' }])
  })

  test('fetch itself throws', async () => {
    const client = createClient({
      baseUrl: '/api',
      loadParser: loadInlineParser,
      fetch: () => {
        throw new TypeError('Illegal invocation')
      },
    })
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({
      kind: 'unexpected',
      detail: 'TypeError: Illegal invocation',
    })
  })
})

/** Safari rejects with an AbortError, whatever the abort reason. */
const createAbortError = () => new DOMException('Fetch is aborted', 'AbortError')

const hangingClient = (hang: (signal: AbortSignal) => Promise<Response>) =>
  createClient({
    baseUrl: '/api',
    loadParser: loadInlineParser,
    fetch: (_input, init) => hang(init?.signal ?? new AbortController().signal),
  })

const rejectOnAbort = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(createAbortError()))
  })

const hangCases = [
  ['before the response', rejectOnAbort],
  [
    'in the middle of the response',
    async (signal: AbortSignal) =>
      responseWithBody({ getReader: () => ({ read: () => rejectOnAbort(signal) }) }),
  ],
] as const

describe('a signal that ends a request', () => {
  test.each(hangCases)('no data %s is a timeout', async (_when, hang) => {
    vi.useFakeTimers()
    const failure = hangingClient(hang)
      .flow(flowSid, undefined)
      .catch((thrown: unknown) => thrown)
    await vi.advanceTimersByTimeAsync(idleTimeoutMs)
    vi.useRealTimers()
    expect(await failure).toMatchObject({ name: 'Problem', kind: 'timeout' })
  })

  test.each(hangCases)('an abort %s stays an abort', async (_when, hang) => {
    const abort = new AbortController()
    const failure = hangingClient(hang).flow(flowSid, abort.signal)
    setTimeout(() => abort.abort(), 0)
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' })
  })
})
