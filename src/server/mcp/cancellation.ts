import * as z from 'zod'

/** Names a client's connection, so that no client cancels another one’s call with the same number. */
export const sessionHeader = 'Mcp-Session-Id'

const id = z.union([z.string(), z.number()])
const idSchema = z.object({ id })
const cancelledSchema = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: id }),
})

const keyOf = (...parts: readonly unknown[]) => JSON.stringify(parts)

/**
 * Ends the calls that a client gives up. It says so in a message of its own and leaves the call's connection open, so that
 * the call would go on reading, and keep others from running.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation
 */
export function createCancellations() {
  const running = new Map<string, AbortController>()

  return {
    /** Whether a message cancels a call. If so, the call has been aborted if it runs here. */
    cancel(caller: string, session: string | null, message: unknown): boolean {
      const cancelled = cancelledSchema.safeParse(message)
      if (!cancelled.success) return false
      if (session !== null) running.get(keyOf(caller, session, cancelled.data.params.requestId))?.abort()
      return true
    },

    /** Runs a call. Resolves to 202 without a body when it was cancelled: no one waits for its result. */
    async run(
      caller: string,
      session: string | null,
      message: unknown,
      call: (cancelled: AbortSignal) => Promise<Response>,
    ): Promise<Response> {
      const abort = new AbortController()
      const named = idSchema.safeParse(message)
      const key = session !== null && named.success ? keyOf(caller, session, named.data.id) : null
      if (key !== null) running.set(key, abort)
      try {
        return await call(abort.signal)
      } catch (thrown) {
        if (abort.signal.aborted) return new Response(null, { status: 202 })
        throw thrown
      } finally {
        if (key !== null && running.get(key) === abort) running.delete(key)
      }
    },
  }
}
