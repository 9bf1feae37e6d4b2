import { createServer, STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Front } from './handler.ts'
import { nodeListener, type ListenerOptions } from './node-listener.ts'

/**
 * What a connection may take of us. Whoever sends a request byte by byte, never reads the answer, or holds connections
 * open (slowloris) is cut off; everybody else never notices.
 */
const limits = {
  /** Bytes of the request line and all headers. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the 60 s of common balancers: the side that closes first must not be the one that is asked.
  keepAliveTimeout: 65_000,
  // The listener answers a request without a `Host` too, with all our headers.
  requireHostHeader: false,
} as const

/** No byte in either direction: longer than the queue (60 s) and Twilio's first byte (30 s) together may take. */
const silenceMs = 120_000

/** A server for a front, within these limits. What Node itself refuses bears our headers and a sentence, too. */
export function createHttpServer(front: Front, { log, secure }: Required<ListenerOptions>): Server {
  const listener = nodeListener(front, { log, secure })
  const server = createServer(limits, listener)
  server.setTimeout(silenceMs)
  // An expectation other than `100-continue` is no reason to answer without our headers (Node's own 417).
  server.on('checkExpectation', listener)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Gone, or in the middle of an answer: there is nothing left to say.
    // (Node keeps the answer it is writing under this name, and looks there itself where nobody listens.)
    const answering = Reflect.get(socket, '_httpMessage')
    if (error.code === 'ECONNRESET' || !socket.writable || answering) return socket.destroy()
    socket.end(refusal(error.code, secure), () => socket.destroy())
  })
  return server
}

function refusal(code: string | undefined, secure: Required<ListenerOptions>['secure']): string {
  const [status, message] = meaning(code)
  const body = JSON.stringify({ code: null, message, status })
  const headers = new Headers({
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  })
  secure(headers, null)
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}

function meaning(code: string | undefined): [status: number, message: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'The headers are too long: Flowdesk takes up to 16 kB.']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'The request took too long to arrive.']
  return [400, 'This is no request that Flowdesk understands.']
}
