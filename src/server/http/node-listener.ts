import type { RequestListener } from 'node:http'

import { getRequestListener } from '@hono/node-server'

import type { Log } from '#server/logs/log.ts'

import type { Handler } from './handler.ts'

/**
 * A handler as Node's `http` wants it. A client that goes away aborts `request.signal`; a body that breaks off breaks
 * the connection, so that half an answer never looks like a whole one.
 */
export function nodeListener(handler: Handler, log: Log): RequestListener {
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      try {
        return breakWith(await handler(request), outgoing)
      } catch (thrown) {
        if (!request.signal.aborted) log.error(`A request failed inside Flowdesk. ${stackOf(thrown)}`)
        return Response.json(
          { code: null, message: 'Something went wrong in Flowdesk.', status: 500 },
          { status: 500 },
        )
      }
    },
    // Swapping the process's Request and Response for faster ones would reach into Vite and the tests as well.
    { overrideGlobalObjects: false },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

/**
 * The response with a body whose failure ends the connection and nothing else. Left to itself the adapter prints the
 * stack of every upstream that breaks off and of every browser that stops listening, and both are everyday events.
 */
function breakWith(response: Response, outgoing: { destroy(): unknown }): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          outgoing.destroy()
          controller.close()
        }
      },
      cancel: (why) => reader.cancel(why),
    },
    // Nothing is read ahead: what the client does not take stays upstream.
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
