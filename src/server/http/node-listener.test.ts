import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Log } from '#server/logs/log.ts'

import type { End, Front } from './handler.ts'
import { listen } from './listen.ts'
import { nodeListener } from './node-listener.ts'

const log = { fault: vi.fn<Log['fault']>() }
const printed = vi.fn<(...said: unknown[]) => void>()
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

async function mount(handler: Front): Promise<string> {
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

test('a browser that stops waiting aborts the request', async () => {
  let signal: AbortSignal | undefined
  const url = await mount((request) => {
    signal = request.signal
    return new Promise((_, reject) =>
      request.signal.addEventListener('abort', () => reject(new Error('gone'))),
    )
  })
  const gone = new AbortController()
  const answer = fetch(url, { signal: gone.signal })
  await vi.waitFor(() => expect(signal).toBeDefined())
  gone.abort()
  await expect(answer).rejects.toThrow('aborted')
  await vi.waitFor(() => expect(signal?.aborted).toBe(true))
  expect(log.fault).not.toHaveBeenCalled()
  expect(printed).not.toHaveBeenCalled()
})

test('a browser that stops reading cancels the body, and nothing is printed', async () => {
  const cancel = vi.fn<() => void>()
  let signal: AbortSignal | undefined
  const url = await mount(async (request) => {
    signal = request.signal
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10))
        // What `fetch` does to its body: an abort turns it into a failure.
        request.signal.addEventListener('abort', () => {
          cancel()
          controller.error(request.signal.reason)
        })
      },
    })
    return new Response(body)
  })
  const gone = new AbortController()
  const answer = await fetch(url, { signal: gone.signal })
  await answer.body?.getReader().read()
  gone.abort()
  await vi.waitFor(() => expect(signal?.aborted).toBe(true))
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled())
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(printed).not.toHaveBeenCalled()
})

test('a body that breaks off breaks the connection: half an answer never looks whole', async () => {
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
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow('terminated')
  expect(printed).not.toHaveBeenCalled()
})

test('nor does one that breaks before it has the connection, which the answer before it still holds', async () => {
  let slow: ((answer: Response) => void) | undefined
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
  // A reset is what is to come.
  socket.on('error', () => {})
  socket.write(['/slow', '/broken'].map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''))
  await new Promise((resolve) => setTimeout(resolve, 100))
  slow?.(new Response('slow'))
  await ended
  expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(1)
  expect(received).toMatch(/slow$/)
  expect(printed).not.toHaveBeenCalled()
})

test('what nobody takes is not read', async () => {
  let sent = 0
  const url = await mount(async () => {
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent++
          controller.enqueue(new Uint8Array(65_536))
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(body)
  })
  const answer = await fetch(url)
  await vi.waitFor(() => expect(sent).toBeGreaterThan(1))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = sent
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(sent).toBe(before)
  await answer.body?.cancel()
})

test('a fault of ours is an answer and a line in the log', async () => {
  const url = await mount(() => Promise.reject(new Error('a fault')))
  const answer = await fetch(url)
  expect(answer.status).toBe(500)
  expect(await answer.json()).toEqual({
    code: null,
    message: 'Something went wrong in Flowdesk.',
    status: 500,
  })
  expect(log.fault).toHaveBeenCalledWith('A request failed inside Flowdesk.', new Error('a fault'))
})

test('HEAD has the headers of GET', async () => {
  const url = await mount(async ({ method }) => {
    return new Response(method === 'HEAD' ? null : 'four', { headers: { 'content-length': '4' } })
  })
  expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('4')
})

test('says where a request came from, and how it ended', async () => {
  const ends: End[] = []
  const arrived: unknown[] = []
  let breakOff: (() => void) | undefined
  const url = await mount(async (request, { peer, port, ended }) => {
    arrived.push([peer, String(port) === new URL(request.url).port])
    ended((end) => ends.push(end))
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
  await vi.waitFor(() =>
    expect(ends).toEqual([
      { status: 404, whole: true },
      { status: 200, whole: false },
    ]),
  )
  expect(arrived).toEqual([
    ['127.0.0.1', true],
    ['127.0.0.1', true],
  ])
})
