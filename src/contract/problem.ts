import * as z from 'zod/mini'

import { nullableInteger, nullableText } from './fields.ts'

/** How a kind of failure is mended: `wait` by itself after a while, `again` by asking again, `never` by neither. */
type Mend = 'wait' | 'again' | 'never'

/** What each kind of failure means to the person in front of the screen. */
const kinds = {
  'bad-request': {
    mend: 'never',
    what: 'Twilio did not accept the request.',
    todo: 'Go back to the list and open it again; if it stays, the link may be damaged.',
  },
  unauthorized: {
    mend: 'again',
    what: 'Twilio refused the credentials.',
    todo: 'Check TWILIO_API_KEY and TWILIO_API_SECRET (or the account SID and token) where Flowdesk runs, and restart it.',
  },
  'signed-out': {
    mend: 'never',
    what: 'You are signed out.',
    todo: 'Sign in to go on. What has been read stays.',
  },
  forbidden: {
    mend: 'again',
    what: 'The credentials may not read this.',
    todo: 'Give the API key read access to Studio, or use another one, and restart Flowdesk.',
  },
  'not-found': {
    mend: 'never',
    what: 'Twilio does not know it.',
    todo: 'Check the SID. Twilio deletes engagements 30 days after they start.',
  },
  'expired-token': {
    mend: 'never',
    what: 'Twilio no longer knows where the next page begins.',
    todo: 'Read the list again from the start.',
  },
  'slow-down': {
    mend: 'wait',
    what: 'Twilio asked us to slow down.',
    todo: 'Wait a little, then try again. What has been read stays.',
  },
  unavailable: {
    mend: 'wait',
    what: 'Twilio could not answer.',
    todo: 'Try again in a moment. What has been read stays.',
  },
  unreachable: {
    mend: 'wait',
    what: 'No connection.',
    todo: 'Check the network, then try again. What has been read stays.',
  },
  timeout: {
    mend: 'wait',
    what: 'No answer in time.',
    todo: 'Try again. What has been read stays.',
  },
  'not-json': {
    mend: 'again',
    what: 'The answer is not JSON.',
    todo: 'Something between Flowdesk and Twilio may have answered instead (a proxy, a sign-in page). Try again.',
  },
  'cut-short': {
    mend: 'again',
    what: 'The answer ends in the middle.',
    todo: 'The connection was probably lost. Try again. What has been read stays.',
  },
  unexpected: {
    mend: 'again',
    what: 'Something went wrong in Flowdesk.',
    todo: 'Reload the page. If it happens again, tell whoever runs Flowdesk.',
  },
} as const satisfies Record<string, { mend: Mend; what: string; todo: string }>

export type ProblemKind = keyof typeof kinds

export const problemKinds = Object.keys(kinds).filter((kind): kind is ProblemKind => kind in kinds)

export type ProblemDetails = {
  /** HTTP status of the answer; null where there was none. */
  status?: number | null
  /** Twilio's error code, e.g. 20404. */
  code?: number | null
  /** Seconds Twilio asked to wait. */
  retryAfter?: number | null
  /** Twilio's own words, or the reason. Never contains credentials or contents. */
  detail?: string | null
}

/**
 * The one failure type: what happened, and what to do about it. Made from an answer by `problemFromAnswer`, from
 * anything thrown by `toProblem`; crosses a worker border as its `toJSON` and comes back by `reviveProblem`.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly status: number | null
  readonly code: number | null
  readonly retryAfter: number | null
  readonly detail: string | null

  constructor(kind: ProblemKind, details: ProblemDetails = {}) {
    super(kinds[kind].what)
    this.kind = kind
    this.status = details.status ?? null
    this.code = details.code ?? null
    this.retryAfter = details.retryAfter ?? null
    this.detail = details.detail ?? null
  }

  /** What the reader can do now, as a sentence. */
  get remedy(): string {
    return kinds[this.kind].todo
  }

  /** `wait`: goes away by itself, `again`: may go away when asked again, `never`: asking again gives the same. */
  get mend(): Mend {
    return kinds[this.kind].mend
  }

  toJSON() {
    const { kind, status, code, retryAfter, detail } = this
    return { kind, status, code, retryAfter, detail }
  }
}

/** A Problem that crossed a border as JSON. Anything else becomes `unexpected`. */
export function reviveProblem(value: unknown): Problem {
  const parsed = problemSchema.safeParse(value)
  return parsed.success ? new Problem(parsed.data.kind, parsed.data) : new Problem('unexpected')
}

const problemSchema = z.object({
  kind: z.enum(problemKinds),
  status: nullableInteger,
  code: nullableInteger,
  retryAfter: z.catch(z.nullable(z.number()), null),
  detail: nullableText,
})

/** Twilio's error body. @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export const errorBodySchema = z.object({
  code: nullableInteger,
  message: nullableText,
  more_info: nullableText,
  status: nullableInteger,
})

/**
 * The Problem an answer that is not a 2xx stands for.
 * @param body the answer's text; read as Twilio's error body when it is one, otherwise left out
 * @param headers `Retry-After` is read, in seconds or as an HTTP date (RFC 9110 §10.2.3), and whether it is Flowdesk's own door that answered
 */
export function problemFromAnswer(
  status: number,
  body: string,
  headers: Pick<Headers, 'get'>,
  now = Date.now(),
): Problem {
  const error = parseErrorBody(body)
  const isOurs = status === 401 && headers.get('www-authenticate') === signInScheme
  return new Problem(isOurs ? 'signed-out' : kindOf(status, error?.code ?? null), {
    status,
    code: error?.code ?? null,
    retryAfter: secondsUntil(headers.get('retry-after'), now),
    detail: error?.message ?? null,
  })
}

/**
 * The `WWW-Authenticate` of a 401 of Flowdesk's own: nobody has signed in, or not any more. Twilio's 401s, which are about
 * the server's credentials, never bear it.
 */
export const signInScheme = 'Flowdesk'

/** Whatever was thrown, as a Problem. An abort is no failure: callers rethrow it before they come here. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return new Problem('timeout')
  return new Problem('unexpected', { detail: thrown instanceof Error ? thrown.message : null })
}

/** An abort is the caller's own wish, not a failure. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError'
}

function kindOf(status: number, code: number | null): ProblemKind {
  if (status === 400) return code === 20006 || code === 70002 ? 'expired-token' : 'bad-request'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 429) return 'slow-down'
  if (status === 408 || status === 504) return 'timeout'
  if (status >= 500) return 'unavailable'
  return 'bad-request'
}

function parseErrorBody(body: string) {
  try {
    const parsed = errorBodySchema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function secondsUntil(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\s*\d+\s*$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
