import { matchRead, printRead, type ReadName, type ReadSids } from '#contract/reads.ts'

import { Budget } from './budget.ts'
import { isCrossSite } from './cross-site.ts'
import type { Errand } from './flight.ts'
import { readPagingQuery } from './paging-query.ts'
import type { Tell } from './proxy-event.ts'
import { refuse } from './refuse.ts'
import { createShare } from './share.ts'
import { createTurns } from './turns.ts'

export type ProxyOptions = {
  /** How Twilio is asked: the platform's `fetch`, or the emulator. Must not follow redirects when told not to. */
  fetch: (request: Request) => Promise<Response>
  /** Twilio's origin, without a path. */
  base: URL
  /** An API key and its secret, or an account SID and its token. They leave this room only towards `base`. */
  credentials: { user: string; password: string }
  /** How many requests may be on their way to Twilio at once: all of a server's callers share them. */
  atOnce?: number
  /** Hears what happens, for metrics and logs. Must not throw. */
  tell?: Tell
  /** Milliseconds on a clock that only goes forward. */
  now?: () => number
}

/** Who asks: callers take turns. */
export type ProxyContext = { caller: string }

/** The most that is held of answers, in bytes. */
const mostHeld = 64 * 2 ** 20

/**
 * The one way to Twilio, and the only room that holds the key. Not a rewriting proxy: a request is matched against the
 * known reads, and a new one is built from what matched, so nothing else of the browser's request can reach Twilio.
 * Bodies stream through unread; those who ask the same share one request. Rejects only where the caller itself
 * aborted; every other failure is an answer, in the shape of Twilio's errors. Nothing is retried here: that is the
 * client's business, and a 429 always tells it how long to wait.
 */
export function createProxy({ fetch, base, credentials, ...options }: ProxyOptions) {
  const { atOnce = 4, tell = () => {}, now = () => performance.now() } = options
  const headers = {
    Authorization: `Basic ${encodeBase64(`${credentials.user}:${credentials.password}`)}`,
    Accept: 'application/json',
    'User-Agent': 'Flowdesk',
  }
  const write = ({ url, method }: Errand, signal: AbortSignal) =>
    new Request(url, { method, headers, signal, redirect: 'manual' })

  const turns = createTurns({ atOnce, tell, now })
  const budget = new Budget(mostHeld)
  const ask = createShare({ fetch, write, host: base.host, turns, budget, tell, now })

  return async (request: Request, { caller }: ProxyContext): Promise<Response> => {
    const errand = readErrand(request, base)
    return errand instanceof Response ? errand : ask(errand, request, caller)
  }
}

/** What a request asks of Twilio, or why it may not. */
function readErrand(request: Request, base: URL): Errand | Response {
  const { pathname, searchParams } = new URL(request.url)
  const { method } = request

  if (isCrossSite(request))
    return refuse(403, 'Flowdesk answers only its own pages, not those of other sites.')

  const read = pathname.startsWith('/api/') ? matchRead(pathname.slice('/api'.length)) : null
  if (read === null) return refuse(404, 'Flowdesk has no such read: check the path and the SIDs in it.')

  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(405, 'Flowdesk only reads: use GET or HEAD.', { Allow: 'GET, HEAD' })
  }

  const paging = readPagingQuery(read.name, searchParams)
  if ('refusal' in paging) return refuse(400, paging.refusal)

  const url = new URL(pathOf<ReadName>(read), base)
  url.search = paging.query.toString()
  return { read: read.name, url, method }
}

/** `printRead` for a read whose name is known only at run time; the type parameter ties its SIDs to its name. */
function pathOf<R extends ReadName>(read: { [N in R]: { name: N; sids: ReadSids<N> } }[R]): string {
  return printRead<R>(read.name, read.sids)
}

/** Base64 of the text's UTF-8 bytes, as RFC 7617 §2.1 has it; `btoa` alone knows only Latin-1. */
function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
