import type { ProxyEvent } from '#proxy/events.ts'
import type { Handler } from '#server/http/handler.ts'

export type Readiness = {
  /** Why this server cannot serve users now, as a sentence; null when it can. */
  unreadyReason: () => Promise<string | null>
  /** What is wrong although this server can serve users, as a sentence; null when nothing is. */
  warning: () => string | null
  /** A response from Twilio to any request shows that it can be reached. */
  handleProxyEvent: (event: ProxyEvent) => void
  /** From now on, the reason is that the server is about to stop. */
  drain: () => void
}

export type ReadinessOptions = {
  /** Sends a request to Twilio through the proxy, like any other: with the key, the queue and the rate limit. */
  send: Handler
  /** Whether what several servers share can be reached, and whether sessions can be checked; absent where nothing is shared. */
  sharedState?: { isUp: () => boolean; canCheckSessions: () => boolean } | undefined
  /** Milliseconds on a monotonic clock. */
  now?: () => number
}

/** How long a result is reused, good or bad: load balancers probe every few seconds, and Twilio should not get them all. */
const maxAgeMs = 15_000
const timeoutMs = 5_000

/**
 * Checks whether Twilio can be reached. The settings are valid, or the server would not have started. A busy server sends
 * no check of its own: the check might wait too long in the queue, and a busy server is not down.
 */
export function createReadiness({
  send,
  sharedState,
  now = () => performance.now(),
}: ReadinessOptions): Readiness {
  let draining = false
  let lastSuccessAt = -Infinity
  let lastCheck: { at: number; unreadyReason: Promise<string | null> } | null = null
  const isRecentlyHealthy = () => now() - lastSuccessAt < maxAgeMs
  return {
    async unreadyReason() {
      if (draining) return 'Flowdesk is stopping: send users to another server.'
      if (sharedState?.canCheckSessions() === false) return sharedStateMissing
      if (isRecentlyHealthy()) return null
      if (lastCheck === null || now() - lastCheck.at >= maxAgeMs)
        lastCheck = { at: now(), unreadyReason: checkUpstream(send) }
      const unreadyReason = await lastCheck.unreadyReason
      return isRecentlyHealthy() ? null : unreadyReason
    },
    // Not a reason to be unready: all servers would be at the same moment, and no request would be served.
    warning: () => (sharedState?.isUp() === false ? sharedStateDown : null),
    handleProxyEvent(event) {
      if (event.kind === 'answered' && isHealthyStatus(event.status)) lastSuccessAt = now()
    },
    drain() {
      draining = true
    },
  }
}

const sharedStateMissing =
  'The shared state has not been reached since the start, so every sign-in is refused: check SHARED_STATE_URL, and the Valkey or Redis there.'
const sharedStateDown =
  'The shared state cannot be reached, so this server counts attempts to sign in by itself and uses a part of UPSTREAM_AT_ONCE: check the Valkey or Redis at SHARED_STATE_URL.'

/**
 * A redirect does not come from Twilio: the URL is wrong. A 429 counts as healthy, or all servers would become unready at
 * the same moment and no request would be served.
 */
function isHealthyStatus(status: number): boolean {
  return status < 300 || (status >= 400 && status < 500 && !isAuthFailure(status))
}

function isAuthFailure(status: number): boolean {
  return status === 401 || status === 403
}

async function checkUpstream(send: Handler): Promise<string | null> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await send(new Request('http://127.0.0.1/api/v1/Flows?PageSize=1', { signal }))
    // The head says enough. The body is not read: it may be endless.
    await response.body?.cancel()
    if (isHealthyStatus(response.status)) return null
    if (isAuthFailure(response.status)) {
      return `Twilio rejects the credentials (${response.status}): check TWILIO_API_KEY and TWILIO_API_SECRET, or the account SID and token.`
    }
    return `Twilio is not available (status ${response.status}).`
  } catch {
    return `Twilio did not answer within ${timeoutMs / 1000} seconds.`
  }
}
