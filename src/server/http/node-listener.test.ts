import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Log } from '#server/logs/log.ts'
import { waitFor } from '#testing/wait-for.ts'

import type { ResponseEnd, RequestHandler } from './handler.ts'
import { listen } from './listen.ts'
import { nodeListener } from './node-listener.ts'

const log = { error: vi.fn<Log['error']>() }
const printed = vi.fn<(...args: unknown[]) => void>()
let server: Server

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(printed)
  vi.spyOn(console, 'info').mockImplementation(printed)
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
  vi.restoreAllMocks()
  vi.clearAllMocks()
})

async function mount(handler: RequestHandler): Promise<string> {
  server = createServer(nodeListener(handler, { log }))
  return `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}

const brokenBody = () =>
  new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new TypeError('terminated')) })

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('the first bytes arrive before the body ends', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const url = await mount(async () => new Response(readable))
  void writer.write(new TextEncoder().encode('first'))
  const reader = (await fetch(url)).body?.getReader()
  expect(text((await reader?.read())?.value)).toBe('first')
  void writer.write(new TextEncoder().encode('last'))
  expect(text((await reader?.read())?.value)).toBe('last')
  void writer.close()
  expect((await reader?.read())?.done).toBe(true)
})

test('the head arrives before the body has begun', async () => {
  const { readable } = new TransformStream<Uint8Array, Uint8Array>()
  const url = await mount(async () => new Response(readable, { status: 202 }))
  const response = await fetch(url)
  expect([response.status, response.headers.get('content-length')]).toEqual([202, null])
  await response.body?.cancel()
})

test.each(['', 'all of it'])('a body that is complete at once has its length: "%s"', async (body) => {
  const url = await mount(async () => new Response(body))
  const response = await fetch(url)
  expect(response.headers.get('content-length')).toBe(String(body.length))
  expect(await response.text()).toBe(body)
})

test('each cookie has a header of its own', async () => {
  const cookies = ['a=1; Path=/', 'b=2; Path=/']
  const url = await mount(async () => {
    return new Response('ok', { headers: cookies.map((cookie) => ['set-cookie', cookie] as const) })
  })
  expect((await fetch(url)).headers.getSetCookie()).toEqual(cookies)
})

test('a browser that disconnects before the response aborts the request', async () => {
  let signal: AbortSignal | undefined
  const url = await mount((request) => {
    signal = request.signal
    return new Promise((_, reject) =>
      request.signal.addEventListener('abort', () => reject(new Error('gone'))),
    )
  })
  const gone = new AbortController()
  const response = fetch(url, { signal: gone.signal })
  await waitFor(() => expect(signal).toBeDefined())
  gone.abort()
  await expect(response).rejects.toThrow('aborted')
  await waitFor(() => expect(signal?.aborted).toBe(true))
  expect(log.error).not.toHaveBeenCalled()
  expect(printed).not.toHaveBeenCalled()
})

test('a browser that disconnects during the body cancels it, and nothing is printed', async () => {
  const cancel = vi.fn<() => void>()
  let signal: AbortSignal | undefined
  const url = await mount(async (request) => {
    signal = request.signal
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10))
        // As with `fetch`: an abort makes the body fail.
        request.signal.addEventListener('abort', () => {
          cancel()
          controller.error(request.signal.reason)
        })
      },
    })
    return new Response(body)
  })
  const gone = new AbortController()
  const response = await fetch(url, { signal: gone.signal })
  await response.body?.getReader().read()
  gone.abort()
  await waitFor(() => expect(signal?.aborted).toBe(true))
  await waitFor(() => expect(cancel).toHaveBeenCalled())
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(printed).not.toHaveBeenCalled()
})

test('a body that fails closes the connection, so half a response never looks complete', async () => {
  const url = await mount(async () => {
    let pulls = 0
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (pulls++ === 0) return controller.enqueue(new TextEncoder().encode('{"engagements":['))
        await new Promise((resolve) => setTimeout(resolve, 20))
        controller.error(new TypeError('terminated'))
      },
    })
    return new Response(body)
  })
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/)
  expect(printed).not.toHaveBeenCalled()
})

test('a pipelined response that fails before it has the connection never looks complete', async () => {
  let slow: ((response: Response) => void) | undefined
  const url = await mount(async ({ url: address }) => {
    if (address.endsWith('/broken')) return new Response(brokenBody())
    return new Promise((resolve) => {
      slow = resolve
    })
  })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const ended = once(socket, 'close')
  let received = ''
  socket.on('data', (bytes) => (received += bytes.toString()))
  // A reset is expected.
  socket.on('error', () => {})
  socket.write(['/slow', '/broken'].map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''))
  await new Promise((resolve) => setTimeout(resolve, 100))
  slow?.(new Response('slow'))
  await ended
  expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(1)
  expect(received).toMatch(/slow$/)
  expect(printed).not.toHaveBeenCalled()
})

test.each([
  '/api/../metrics',
  '/assets/%2e%2e/api/v1/Flows',
  '/assets/.%2E/api/v1/Flows',
  '/./metrics',
  '/assets/..',
  '/metrics#top',
  '/assets\\..\\api',
  'http://localhost/assets/../metrics',
])('the path %s, which a proxy could read differently, is refused', async (target) => {
  const handler = vi.fn<RequestHandler>()
  const [status, body] = await get(await mount(handler), target)
  expect([status, body]).toEqual(['400', expect.stringContaining('not a valid HTTP request')])
  expect(handler).not.toHaveBeenCalled()
})

test.each(['/', '/api/v1/Flows?x=../y', '/a%20b%2Fc/..d', '/caf%C3%A9//', 'http://localhost/metrics?x'])(
  'the path %s is taken',
  async (target) => {
    expect(await get(await mount(async () => new Response('taken')), target)).toEqual(['200', 'taken'])
  },
)

test('headers that came more than once are named', async () => {
  const handler = vi.fn<RequestHandler>(async () => new Response())
  const url = await mount(handler)
  await get(url, '/', ['X-Forwarded-User: ada', 'x-forwarded-user: ben', 'X-Other: a, b'])
  expect(handler.mock.lastCall?.[1].repeatedHeaders).toEqual(new Set(['x-forwarded-user']))
})

/** A GET whose request line has exactly this target. @returns status and body */
async function get(
  url: string,
  target: string,
  headers: string[] = [],
): Promise<[status: string, body: string]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  socket.on('data', (bytes) => (received += bytes.toString()))
  const lines = [`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  const [head = '', body = ''] = received.split('\r\n\r\n')
  return [head.split(' ')[1] ?? '', body]
}

test('a body is read only as fast as the client reads', async () => {
  const cancel = vi.fn<() => void>()
  let sent = 0
  const url = await mount(async () => {
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent++
          controller.enqueue(new Uint8Array(65_536))
        },
        cancel,
      },
      { highWaterMark: 0 },
    )
    return new Response(body)
  })
  const response = await fetch(url)
  await waitFor(() => expect(sent).toBeGreaterThan(1))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = sent
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(sent).toBe(before)
  // A client that leaves while nothing is read ends the body as well.
  await response.body?.cancel()
  await waitFor(() => expect(cancel).toHaveBeenCalled())
})

test('a thrown error becomes a 500 and a line in the log', async () => {
  const url = await mount(() => Promise.reject(new Error('a bug')))
  const response = await fetch(url)
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({
    code: null,
    message: 'Something went wrong in Flowdesk.',
    status: 500,
  })
  expect(log.error).toHaveBeenCalledWith('A request failed inside Flowdesk.', new Error('a bug'))
})

test('HEAD has the headers of GET', async () => {
  const url = await mount(async ({ method }) => {
    return new Response(method === 'HEAD' ? null : 'four', { headers: { 'content-length': '4' } })
  })
  expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('4')
})

test('passes on where a request came from, and how its response ended', async () => {
  const ends: ResponseEnd[] = []
  const connections: unknown[] = []
  let breakOff: (() => void) | undefined
  const url = await mount(async (request, { peer, port, onEnd }) => {
    connections.push([peer, String(port) === new URL(request.url).port])
    onEnd((end) => ends.push(end))
    if (request.url.endsWith('/whole')) return new Response('whole', { status: 404 })
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(3))
          breakOff = () => controller.error(new Error('gone'))
        },
      }),
    )
  })
  await (await fetch(`${url}/whole`)).text()
  const broken = await fetch(`${url}/broken`)
  breakOff?.()
  await expect(broken.text()).rejects.toThrow('terminated')
  await waitFor(() =>
    expect(ends).toEqual([
      { status: 404, isComplete: true },
      { status: 200, isComplete: false },
    ]),
  )
  expect(connections).toEqual([
    ['127.0.0.1', true],
    ['127.0.0.1', true],
  ])
})
