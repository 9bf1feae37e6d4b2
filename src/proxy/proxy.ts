import { matchRead, printRead, type ReadName, type ReadSids } from '#contract/reads.ts'

import { isCrossSite } from './cross-site.ts'
import { readPagingQuery } from './paging-query.ts'
import { privateHeaders } from './private-headers.ts'
import { refuse } from './refuse.ts'

export type ProxyOptions = {
  /** How Twilio is asked: the platform's `fetch`, or the emulator. Must not follow redirects when told not to. */
  fetch: (request: Request) => Promise<Response>
  /** Twilio's origin, without a path. */
  base: URL
  /** An API key and its secret, or an account SID and its token. They leave this room only towards `base`. */
  credentials: { user: string; password: string }
}

/** Who asks, for those who share out Twilio's patience among callers. */
export type ProxyContext = { caller: string }

/** What Twilio may tell the browser. Its `WWW-Authenticate` is not here: it would open the browser's own login box. */
const answerHeaders = ['content-type', 'retry-after', 'twilio-concurrent-requests', 'twilio-request-id']

/**
 * The one way to Twilio, and the only room that holds the key. Not a rewriting proxy: a request is matched against the
 * known reads, and a new one is built from what matched, so nothing else of the browser's request can reach Twilio.
 * The answer's body streams through unread. Rejects only where the caller itself aborted; every other failure is an
 * answer, in the shape of Twilio's errors. Nothing is retried here: that is the client's business.
 */
export function createProxy({ fetch, base, credentials }: ProxyOptions) {
  const headers = {
    Authorization: `Basic ${encodeBase64(`${credentials.user}:${credentials.password}`)}`,
    Accept: 'application/json',
    'User-Agent': 'Flowdesk',
  }

  return async (request: Request, _context?: ProxyContext): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)

    if (isCrossSite(request))
      return refuse(403, 'Flowdesk answers only its own pages, not those of other sites.')

    const read = pathname.startsWith('/api/') ? matchRead(pathname.slice('/api'.length)) : null
    if (read === null) return refuse(404, 'Flowdesk has no such read: check the path and the SIDs in it.')

    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405, 'Flowdesk only reads: use GET or HEAD.', { Allow: 'GET, HEAD' })
    }

    const paging = readPagingQuery(read.name, searchParams)
    if ('refusal' in paging) return refuse(400, paging.refusal)

    const url = new URL(pathOf<ReadName>(read), base)
    url.search = paging.query.toString()

    let answer: Response
    try {
      const { method, signal } = request
      answer = await fetch(new Request(url, { method, headers, signal, redirect: 'manual' }))
    } catch (thrown) {
      if (request.signal.aborted) throw thrown
      return refuse(502, `Flowdesk could not reach ${base.host}${reason(thrown)}. Try again in a moment.`)
    }
    return passOn(answer, base)
  }
}

async function passOn(answer: Response, base: URL): Promise<Response> {
  // Followed, a redirect would carry the key to wherever it points; and only 200–599 can be passed on at all.
  if (answer.status < 200 || answer.status > 599 || (answer.status >= 300 && answer.status < 400)) {
    await answer.body?.cancel()
    return refuse(
      502,
      `${base.host} answered with status ${answer.status}, which Flowdesk does not follow: check TWILIO_STUDIO_URL.`,
    )
  }
  const headers = new Headers(privateHeaders)
  for (const name of answerHeaders) {
    const value = answer.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, headers })
}

/** `printRead` for a read whose name is known only at run time; the type parameter ties its SIDs to its name. */
function pathOf<R extends ReadName>(read: { [N in R]: { name: N; sids: ReadSids<N> } }[R]): string {
  return printRead<R>(read.name, read.sids)
}

/** The system's name for what went wrong, such as ` (ECONNREFUSED)`. Messages are left out: they may hold anything. */
function reason(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : null
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : ''
}

/** Base64 of the text's UTF-8 bytes, as RFC 7617 §2.1 has it; `btoa` alone knows only Latin-1. */
function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
