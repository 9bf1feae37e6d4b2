import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { getRequestListener, RequestError } from '@hono/node-server'

import { errorResponse } from '#http/responses.ts'
import type { Log } from '#server/logs/log.ts'

import type { ConnectionInfo, RequestHandler } from './handler.ts'

export type ListenerOptions = {
  log: Pick<Log, 'error'>
  /** Sets the headers that every response has; the path is null where the request was too malformed to have one. */
  applyHeaders?: (headers: Headers, pathname: string | null) => void
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
      const connection = connectionInfo(incoming, outgoing)
      const response = await handle(request, connection).catch((error: unknown) => {
        if (!request.signal.aborted) log.error('A request failed inside Flowdesk.', error)
        return errorResponse(500, 'Something went wrong in Flowdesk.')
      })
      const headers = new Headers(response.headers)
      applyHeaders(headers, new URL(request.url).pathname)
      return new Response(closeOnBodyError(response.body, outgoing), { status: response.status, headers })
    },
    {
      // Replacing the global Request and Response by faster ones would affect Vite and the tests too.
      overrideGlobalObjects: false,
      // A request line or a `Host` that is not a valid URL.
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
 * A body whose failure only closes the connection. Otherwise the adapter prints a stack for every upstream that breaks
 * off and every browser that disconnects, and both happen all the time.
 */
function closeOnBodyError(body: Response['body'], outgoing: ServerResponse): Response['body'] {
  if (body === null) return null
  const reader = body.getReader()
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          destroyConnection(outgoing)
          controller.close()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: what the client does not read stays upstream.
    { highWaterMark: 0 },
  )
}

/**
 * Closes the connection of a response. With pipelining, a response may still wait for the connection while an earlier
 * one uses it. Node's own `destroy` does nothing then, and the response would look complete; so this waits for the socket.
 */
function destroyConnection(outgoing: ServerResponse): void {
  if (outgoing.socket) outgoing.destroy()
  else outgoing.once('socket', (socket) => socket.destroy())
}
