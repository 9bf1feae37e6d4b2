import { problemTexts, type Recovery } from './problem-texts.ts'
import { isNumber, isObject, isOneOf, isString } from './schema/checks.ts'

export type ProblemKind = keyof typeof problemTexts

export const problemKinds = Object.keys(problemTexts).filter(
  (kind): kind is ProblemKind => kind in problemTexts,
)

export type ProblemDetails = {
  /** HTTP status of the response; null without a response. */
  status?: number | null
  /** Twilio's error code, e.g. 20404. */
  code?: number | null
  /** Seconds Twilio asked to wait. */
  retryAfterSeconds?: number | null
  /** Twilio's own message, or the reason; cut after 300 characters. Never contains credentials or customer data. */
  detail?: string | null
}

/** In UTF-16 units. */
const maxDetailLength = 300

/**
 * The one failure type: what happened, and what to do about it. `problemFromResponse` makes it from a response,
 * `normalizeError` from anything thrown. It is posted to and from workers as its `toJSON`; `problemFromJson` restores it.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly status: number | null
  readonly code: number | null
  readonly retryAfterSeconds: number | null
  readonly detail: string | null

  constructor(kind: ProblemKind, details: ProblemDetails = {}) {
    super(problemTexts[kind].message)
    this.kind = kind
    this.status = details.status ?? null
    this.code = details.code ?? null
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
    this.detail = truncate(details.detail ?? null)
  }

  /** What the user can do now, as a sentence. */
  get hint(): string {
    return problemTexts[this.kind].hint
  }

  get recovery(): Recovery {
    return problemTexts[this.kind].recovery
  }

  toJSON() {
    const { kind, status, code, retryAfterSeconds, detail } = this
    return { kind, status, code, retryAfterSeconds, detail }
  }
}

/** Restores a Problem from its `toJSON`, e.g. in a message from a worker. `normalizeError` handles anything else. */
export function problemFromJson(value: unknown): Problem {
  if (!isObject(value) || !isKind(value['kind'])) return normalizeError(value)
  const { kind, status, code, retryAfterSeconds, detail } = value
  return new Problem(kind, {
    status: integerOrNull(status),
    code: integerOrNull(code),
    retryAfterSeconds: isNumber(retryAfterSeconds) ? retryAfterSeconds : null,
    detail: textOrNull(detail),
  })
}

const isKind = isOneOf(problemKinds)
const textOrNull = (value: unknown) => (isString(value) ? value : null)
const integerOrNull = (value: unknown) => (isNumber(value) && Number.isSafeInteger(value) ? value : null)

/**
 * The fields of Twilio's error body that are used; null for a text that is not one. A field of the wrong type is null.
 * @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
 */
export function parseErrorBody(text: string) {
  try {
    const body: unknown = JSON.parse(text)
    if (!isObject(body)) return null
    const { code, message, status } = body
    return { code: integerOrNull(code), message: textOrNull(message), status: integerOrNull(status) }
  } catch {
    return null
  }
}

/**
 * The Problem for a response that is not a 2xx.
 * @param body the response's text; parsed as Twilio's error body if it is one, otherwise ignored
 * @param headers `Retry-After` in seconds or as an HTTP date (RFC 9110 §10.2.3); `WWW-Authenticate` tells whether the 401
 *   is Flowdesk's own
 */
export function problemFromResponse(
  status: number,
  body: string,
  headers: Pick<Headers, 'get'>,
  now = Date.now(),
): Problem {
  const error = parseErrorBody(body)
  const isFlowdeskResponse = status === 401 && headers.get('www-authenticate') === authScheme
  return new Problem(isFlowdeskResponse ? 'signed-out' : kindFromStatus(status, error?.code ?? null), {
    status,
    code: error?.code ?? null,
    retryAfterSeconds: parseRetryAfter(headers.get('retry-after'), now),
    detail: error?.message ?? null,
  })
}

/**
 * The `WWW-Authenticate` scheme of Flowdesk's own 401: the user is not signed in. Twilio's 401s, which are about the
 * server's credentials, never have it.
 */
export const authScheme = 'Flowdesk'

/**
 * Anything thrown, as a Problem. Other errors are `unexpected`, whatever their class: a `TypeError` means a lost
 * connection only where `fetch` was called. Callers rethrow an abort before they call this: it is not a failure.
 */
export function normalizeError(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return new Problem('timeout')
  return new Problem('unexpected', { detail: describeThrown(thrown) })
}

/** Whether the caller aborted the request. That is not a failure. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError'
}

/** The name and message of an error. Of anything else only the type: the value may contain customer data. */
function describeThrown(thrown: unknown): string {
  if (thrown instanceof Error)
    return thrown.message === '' ? thrown.name : `${thrown.name}: ${thrown.message}`
  return `A value of type ${thrown === null ? 'null' : typeof thrown} was thrown.`
}

function truncate(text: string | null): string | null {
  return text !== null && text.length > maxDetailLength
    ? `${text.slice(0, maxDetailLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : text
}

function kindFromStatus(status: number, code: number | null): ProblemKind {
  if (status === 400) return code === 20006 || code === 70002 ? 'expired-token' : 'bad-request'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 429) return 'rate-limited'
  if (status === 408 || status === 504) return 'timeout'
  if (status >= 500) return 'unavailable'
  return 'bad-request'
}

function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\s*\d+\s*$/.test(header)) return Number(header)
  const timestamp = Date.parse(header)
  return Number.isNaN(timestamp) ? null : Math.max(0, Math.ceil((timestamp - now) / 1000))
}
