import { errorResponse } from '#http/responses.ts'
import { formatRetryAfter } from './retry-after.ts'
import { firstByteTimeoutMs, FirstByteTimeout } from '#proxy/request/upstream-limits.ts'

/** The error responses where Twilio gives none, each with a sentence and without a credential. */

export function upstreamFailureResponse(host: string, error: unknown): Response {
  if (error instanceof FirstByteTimeout) {
    return errorResponse(
      504,
      `${host} did not answer within ${firstByteTimeoutMs / 1000} s. Try again in a moment.`,
    )
  }
  return errorResponse(
    502,
    `Flowdesk could not reach ${host}${errorCodeSuffix(error)}. Try again in a moment.`,
  )
}

/** @param ms milliseconds to wait before trying again */
export function queueRejectionResponse(host: string, reason: 'rate-limited' | 'busy', ms: number): Response {
  const seconds = formatRetryAfter(ms)
  const message =
    reason === 'rate-limited'
      ? `Rate limited by ${host}: try again in ${seconds} s.`
      : `Too many requests are waiting for ${host}. Try again in a moment.`
  return errorResponse(429, message, { 'Retry-After': seconds })
}

export function unexpectedStatusResponse(host: string, status: number): Response {
  return errorResponse(502, `${host} answered with the unexpected status ${status}: check TWILIO_STUDIO_URL.`)
}

export function unknownCodingResponse(host: string): Response {
  return errorResponse(
    502,
    `${host} compressed its answer in a way that Flowdesk did not ask for: it asks for gzip.`,
  )
}

export function tooLargeResponse(host: string, maxBytes: number): Response {
  const megabytes = Math.floor(maxBytes / 2 ** 20)
  return errorResponse(
    502,
    `${host} answered with more than ${megabytes} MB, which is the limit: an administrator can raise UPSTREAM_MAX_MB.`,
  )
}

/** The system's error code, such as ` (ECONNREFUSED)`. Messages are left out: they may contain anything. */
function errorCodeSuffix(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : ''
}
