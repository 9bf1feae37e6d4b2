import type { Handler } from '#server/http/handler.ts'

export type Readiness = {
  /** Why nobody should be sent here just now, as a sentence; null when everything is well. */
  objection: () => Promise<string | null>
  /** From now on there is one: the server is about to stop. */
  drain: () => void
}

export type ReadinessOptions = {
  /** Asks Twilio as every request does: with the key, in the queue, through the gate. */
  ask: Handler
  /** Milliseconds on a clock that only goes forward. */
  now?: () => number
}

/** How long an answer holds, good or bad: balancers ask every few seconds, and Twilio has better to do. */
const freshMs = 15_000
const patienceMs = 5_000

/** Whether Twilio can be reached. The settings are right, or the server would not have started. */
export function createReadiness({ ask, now = () => performance.now() }: ReadinessOptions): Readiness {
  let draining = false
  let last: { at: number; objection: Promise<string | null> } | null = null
  return {
    async objection() {
      if (draining) return 'Flowdesk is stopping: send people to another server.'
      if (last === null || now() - last.at >= freshMs) last = { at: now(), objection: reach(ask) }
      return last.objection
    },
    drain() {
      draining = true
    },
  }
}

async function reach(ask: Handler): Promise<string | null> {
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const answer = await ask(new Request('http://127.0.0.1/api/v1/Flows?PageSize=1', { signal }))
    await answer.text()
    // Asked to slow down, every server would call itself unready at the same moment, and nobody would be served.
    if (answer.ok || answer.status === 429) return null
    if (answer.status === 401 || answer.status === 403) {
      return `Twilio refuses the credentials (${answer.status}): check TWILIO_API_KEY and TWILIO_API_SECRET, or the account SID and token.`
    }
    return `Twilio cannot be read just now (${answer.status}).`
  } catch {
    return signal.aborted
      ? `Twilio did not answer within ${patienceMs / 1000} seconds.`
      : 'Twilio’s answer broke off.'
  }
}
