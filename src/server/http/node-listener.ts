import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { getRequestListener, RequestError } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

import { errorResponse } from '#http/responses.ts'
import type { ApplyHeaders } from '#server/guard/security-headers.ts'
import type { Log } from '#server/logs/log.ts'

import type { ConnectionInfo, RequestHandler } from './handler.ts'

export type ListenerOptions = {
  log: Pick<Log, 'error'>
  /** Sets the headers that every response has; the path is null where the request was too malformed to have one. */
  applyHeaders?: ApplyHeaders
}

/**
 * Adapts a handler to Node's `http`. A client that disconnects aborts `request.signal`; a body that fails closes the
 * connection, so that half a response never looks complete. Whatever the handler throws becomes a 500.
 */
export function nodeListener(
  handle: RequestHandler,
  { log, applyHeaders = () => {} }: ListenerOptions,
): RequestListener {
  const listener = getRequestListener(
    async (request, env) => {
      // Only HTTP/2 has other types.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these two come from Node's http, below
      const [incoming, outgoing] = [env.incoming as IncomingMessage, env.outgoing as ServerResponse]
      const { pathname } = new URL(request.url)
      if (!hasPath(incoming, pathname)) throw new RequestError('The path is not in its normal form.')
      const connection = connectionInfo(incoming, outgoing)
      const response = await handle(request, connection).catch((error: unknown) => {
        if (!request.signal.aborted) log.error('A request failed inside Flowdesk.', error)
        return errorResponse(500, 'Something went wrong in Flowdesk.')
      })
      outgoing.setHeaders(response.headers).statusCode = response.status
      applyHeaders({ set: (name, value) => outgoing.setHeader(name, value) }, pathname)
      if (response.body === null) outgoing.end()
      else void sendBody(response.body, outgoing)
      return RESPONSE_ALREADY_SENT
    },
    {
      // Replacing the global Request and Response by faster ones would affect Vite and the tests too.
      overrideGlobalObjects: false,
      // A request line or a `Host` that is not a valid URL, or a path that we and a proxy before us could read differently.
      errorHandler(thrown) {
        if (!(thrown instanceof RequestError)) throw thrown
        const response = errorResponse(400, 'This is not a valid HTTP request.')
        applyHeaders(response.headers, null)
        return response
      },
    },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

/**
 * Whether the request line has exactly this path. Where it has dot segments, backslashes or a fragment, which browsers never
 * send, a proxy that lets `/assets/` pass without a sign-in could let something else pass.
 */
function hasPath({ url = '' }: IncomingMessage, pathname: string): boolean {
  const [target = ''] = url.split('?', 1)
  return target === pathname || target.replace(/^https?:\/\/[^/]*/i, '') === pathname
}

function connectionInfo(incoming: IncomingMessage, outgoing: ServerResponse): ConnectionInfo {
  const { socket, headersDistinct } = incoming
  const repeated = Object.entries(headersDistinct).filter(([, values]) => (values?.length ?? 0) > 1)
  return {
    repeatedHeaders: new Set(repeated.map(([name]) => name)),
    peer: socket.remoteAddress ?? '',
    port: socket.localPort ?? 0,
    onEnd: (callback) =>
      outgoing.once('close', () => {
        const { headersSent, statusCode, writableFinished } = outgoing
        callback({ status: headersSent ? statusCode : null, isComplete: writableFinished })
      }),
  }
}

/**
 * Sends a body as it comes, only as fast as the client reads; one that is complete at once gets a `Content-Length`. One that
 * fails closes the connection. The adapter's own way waits a millisecond before each response, and prints a stack for every
 * upstream that breaks off and every browser that disconnects, and both happen all the time.
 */
async function sendBody(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => {})
  if (outgoing.destroyed) return stop()
  outgoing.once('close', stop).on('error', stop)
  try {
    const first = reader.read()
    const isEarly = (await settledSoon(first)) !== null
    if (!isEarly) outgoing.flushHeaders()
    let chunk = await first
    for (let isFirst = isEarly; !chunk.done && !outgoing.destroyed; isFirst = false) {
      const next = isFirst ? reader.read() : null
      if (next && (await settledSoon(next))?.done) return void outgoing.end(chunk.value)
      if (!outgoing.write(chunk.value)) await once(outgoing, 'drain')
      chunk = await (next ?? reader.read())
    }
    if (!outgoing.destroyed) outgoing.end()
  } catch {
    destroyConnection(outgoing)
  }
}

/** The result of what is already on its way in memory; null where it takes longer. */
function settledSoon<T>(promise: Promise<T>): Promise<T | null> {
  return Promise.race([promise, new Promise<null>((resolve) => setImmediate(resolve, null))])
}

/**
 * Closes the connection of a response. With pipelining, a response may still wait for the connection while an earlier
 * one uses it. Node's own `destroy` does nothing then, and the response would look complete; so this waits for the socket.
 */
function destroyConnection(outgoing: ServerResponse): void {
  if (outgoing.socket) outgoing.destroy()
  else outgoing.once('socket', (socket) => socket.destroy())
}
