import { refuse } from './refuse.ts'
import { printRetryAfter } from './retry-after.ts'
import { firstByteLimit, NoAnswer } from './upstream-timeout.ts'

/** What the browser hears instead of an answer of Twilio's, each with a sentence and without a credential. */

export function refuseFailure(host: string, thrown: unknown): Response {
  if (thrown instanceof NoAnswer) {
    return refuse(504, `${host} did not answer within ${firstByteLimit / 1000} s. Try again in a moment.`)
  }
  return refuse(502, `Flowdesk could not reach ${host}${reason(thrown)}. Try again in a moment.`)
}

/** @param ms milliseconds to wait before asking again */
export function refuseTurn(host: string, why: 'closed' | 'late', ms: number): Response {
  const seconds = printRetryAfter(ms)
  const message =
    why === 'closed'
      ? `${host} asked Flowdesk to slow down: it goes on in ${seconds} s.`
      : `Too many requests wait for ${host}, and this one’s turn did not come. Try again in a moment.`
  return refuse(429, message, { 'Retry-After': seconds })
}

export function refuseStatus(host: string, status: number): Response {
  return refuse(
    502,
    `${host} answered with status ${status}, which Flowdesk does not follow: check TWILIO_STUDIO_URL.`,
  )
}

/** The system's name for what went wrong, such as ` (ECONNREFUSED)`. Messages are left out: they may hold anything. */
function reason(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : null
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : ''
}
