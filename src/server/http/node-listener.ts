import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { getRequestListener, RequestError } from '@hono/node-server'

import type { Log } from '#server/logs/log.ts'

import type { Arrival, Front } from './handler.ts'

export type ListenerOptions = {
  log: Pick<Log, 'fault'>
  /** Sets the headers that every answer bears; the path is null where the request was too broken to have one. */
  secure?: (headers: Headers, pathname: string | null) => void
}

/**
 * A handler as Node's `http` wants it. A client that goes away aborts `request.signal`; a body that breaks off breaks
 * the connection, so that half an answer never looks like a whole one. Whatever the handler throws becomes a 500.
 */
export function nodeListener(front: Front, { log, secure = () => {} }: ListenerOptions): RequestListener {
  const listener = getRequestListener(
    async (request, env) => {
      // Only HTTP/2 has answers of another kind.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these two come from Node's http, below
      const [incoming, outgoing] = [env.incoming as IncomingMessage, env.outgoing as ServerResponse]
      const arrival = arrivalOf(incoming, outgoing)
      const answer = await front(request, arrival).catch((thrown: unknown) => {
        if (!request.signal.aborted) log.fault('A request failed inside Flowdesk.', thrown)
        return sentence(500, 'Something went wrong in Flowdesk.')
      })
      const headers = new Headers(answer.headers)
      secure(headers, new URL(request.url).pathname)
      return new Response(breakWith(answer.body, outgoing), { status: answer.status, headers })
    },
    {
      // Swapping the process's Request and Response for faster ones would reach into Vite and the tests as well.
      overrideGlobalObjects: false,
      // A request line or a `Host` that is no URL.
      errorHandler(thrown) {
        if (!(thrown instanceof RequestError)) throw thrown
        const answer = sentence(400, 'This is no request that Flowdesk understands.')
        secure(answer.headers, null)
        return answer
      },
    },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

function arrivalOf({ socket }: IncomingMessage, outgoing: ServerResponse): Arrival {
  return {
    peer: socket.remoteAddress ?? '',
    port: socket.localPort ?? 0,
    ended: (callback) =>
      outgoing.once('close', () => {
        const { headersSent, statusCode, writableFinished } = outgoing
        callback({ status: headersSent ? statusCode : null, whole: writableFinished })
      }),
  }
}

/** An answer of our own in the shape of Twilio's error bodies. */
function sentence(status: number, message: string): Response {
  return Response.json({ code: null, message, status }, { status, headers: { 'Cache-Control': 'no-store' } })
}

/**
 * A body whose failure ends the connection and nothing else. Left to itself the adapter prints the stack of every
 * upstream that breaks off and of every browser that stops listening, and both are everyday events.
 */
function breakWith(body: Response['body'], outgoing: ServerResponse): Response['body'] {
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
          breakConnection(outgoing)
          controller.close()
        }
      },
      cancel: (why) => reader.cancel(why),
    },
    // Nothing is read ahead: what the client does not take stays upstream.
    { highWaterMark: 0 },
  )
}

/**
 * Ends the connection under an answer. One that still waits for the connection, as the answer before it has it, waits
 * for its end as well: Node's own `destroy` forgets it then, and what comes afterwards would look like a whole answer.
 */
function breakConnection(outgoing: ServerResponse): void {
  if (outgoing.socket) outgoing.destroy()
  else outgoing.once('socket', (socket) => socket.destroy())
}
