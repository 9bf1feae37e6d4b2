import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

import type { RequestHandler } from './handler.ts'
import { nodeListener, type ListenerOptions } from './node-listener.ts'

/**
 * Limits per connection. Clients that send a request byte by byte, never read the response, or keep connections open
 * (slowloris) are cut off; normal clients never notice.
 */
const limits = {
  /** Bytes of the request line and all headers. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the 60 s of common load balancers: the balancer must close first, or its next request may fail.
  keepAliveTimeout: 65_000,
  // The listener rejects a request without a `Host` itself, with all our headers.
  requireHostHeader: false,
} as const

/** Without a byte in either direction. Longer than the queue (60 s) and Twilio's first byte (30 s) may take together. */
const idleTimeoutMs = 120_000

/**
 * Requests of one connection that may be under way. Browsers and reverse proxies send the next one after the response. A client
 * that does not wait for it can send a thousand in one packet, and all others would wait for these.
 */
const maxPipelined = 10

/** An HTTP server with these limits. Node's own error responses get our headers and an error message too. */
export function createHttpServer(
  handle: RequestHandler,
  { log, applyHeaders }: Required<ListenerOptions>,
): Server {
  const listener = limitPipelining(nodeListener(handle, { log, applyHeaders }))
  const server = createServer(limits, listener)
  server.setTimeout(idleTimeoutMs)
  // Handles expectations other than `100-continue` normally, instead of Node's own 417 without our headers.
  server.on('checkExpectation', listener)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Disconnected, or in the middle of a response: no error can be sent.
    // (Node stores the response it is writing under this name, and its default handler checks it too.)
    const pendingResponse = Reflect.get(socket, '_httpMessage')
    if (error.code === 'ECONNRESET' || !socket.writable || pendingResponse) return socket.destroy()
    socket.end(rawErrorResponse(error.code, applyHeaders), () => socket.destroy())
  })
  return server
}

function limitPipelining(listener: RequestListener): RequestListener {
  const underWay = new WeakMap<object, number>()
  return (incoming, outgoing) => {
    const { socket } = incoming
    // The rest of a packet is parsed in any case.
    if (socket.destroyed) return
    const count = underWay.get(socket) ?? 0
    if (count >= maxPipelined) return void socket.destroy()
    underWay.set(socket, count + 1)
    outgoing.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1))
    listener(incoming, outgoing)
  }
}

function rawErrorResponse(
  code: string | undefined,
  applyHeaders: Required<ListenerOptions>['applyHeaders'],
): string {
  const [status, message] = describeClientError(code)
  const body = JSON.stringify({ code: null, message, status })
  const headers = new Headers({
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  })
  applyHeaders(headers, null)
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}

function describeClientError(code: string | undefined): [status: number, message: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'The headers are too long: the maximum is 16 kB.']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'The request took too long to arrive.']
  return [400, 'This is not a valid HTTP request.']
}
