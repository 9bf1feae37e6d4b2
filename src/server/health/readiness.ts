import type { ProxyEvent } from '#proxy/proxy-event.ts'
import type { Handler } from '#server/http/handler.ts'

export type Readiness = {
  /** Why nobody should be sent here just now, as a sentence; null when everything is well. */
  objection: () => Promise<string | null>
  /** What happens on the way to Twilio: whatever it answers anybody shows that it can be reached. */
  heard: (event: ProxyEvent) => void
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

/**
 * Whether Twilio can be reached. The settings are right, or the server would not have started. A busy server does not
 * ask by itself: its own question might wait in the queue for too long, and a server that is busy is not one that is
 * down.
 */
export function createReadiness({ ask, now = () => performance.now() }: ReadinessOptions): Readiness {
  let draining = false
  let wellAt = -Infinity
  let asked: { at: number; objection: Promise<string | null> } | null = null
  const isWell = () => now() - wellAt < freshMs
  return {
    async objection() {
      if (draining) return 'Flowdesk is stopping: send people to another server.'
      if (isWell()) return null
      if (asked === null || now() - asked.at >= freshMs) asked = { at: now(), objection: reach(ask) }
      const objection = await asked.objection
      return isWell() ? null : objection
    },
    heard(event) {
      if (event.kind === 'answered' && isFine(event.status)) wellAt = now()
    },
    drain() {
      draining = true
    },
  }
}

/**
 * A redirect is none of Twilio's (the URL is wrong). Told to slow down (429), every server would call itself unready at
 * the same moment, and nobody would be served.
 */
function isFine(status: number): boolean {
  return status < 300 || (status >= 400 && status < 500 && !isRefused(status))
}

function isRefused(status: number): boolean {
  return status === 401 || status === 403
}

async function reach(ask: Handler): Promise<string | null> {
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const answer = await ask(new Request('http://127.0.0.1/api/v1/Flows?PageSize=1', { signal }))
    await answer.text()
    if (isFine(answer.status)) return null
    if (isRefused(answer.status)) {
      return `Twilio refuses the credentials (${answer.status}): check TWILIO_API_KEY and TWILIO_API_SECRET, or the account SID and token.`
    }
    return `Twilio cannot be read just now (${answer.status}).`
  } catch {
    return signal.aborted
      ? `Twilio did not answer within ${patienceMs / 1000} seconds.`
      : 'Twilio’s answer broke off.'
  }
}
