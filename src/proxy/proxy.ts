import { isCrossSite } from '#http/same-origin.ts'
import { matchPath, buildPath, type EndpointName, type EndpointParams } from '#contract/endpoints.ts'

import { ByteBudget } from './sharing/byte-budget.ts'
import { SlowReaders } from './sharing/slow-readers.ts'
import type { UpstreamSpec } from './sharing/shared-request.ts'
import type { ResponseLimits } from './request/upstream-limits.ts'
import { parsePagingQuery } from './request/paging-query.ts'
import type { OnProxyEvent } from './events.ts'
import { errorResponse, forbiddenOrigin } from '#http/responses.ts'
import { createCoalescer } from './sharing/coalesce.ts'
import { createScheduler } from './scheduling/scheduler.ts'
import type { SharedSlots } from './scheduling/slot-allowance.ts'

export type ProxyOptions = {
  /** Sends requests to Twilio: `createUpstreamFetch`, or the emulator. Must follow no redirect and leave bodies compressed. */
  fetch: (request: Request) => Promise<Response>
  /** Twilio's origin, without a path. */
  base: URL
  /** An API key and its secret, or an account SID and its token. Sent to `base` only. */
  credentials: { user: string; password: string }
  /** How many requests to Twilio may run at once, shared by all callers. */
  maxConcurrent?: number
  /** Shares this limit, and 429s, with other servers; absent where there is one. */
  sharedSlots?: SharedSlots | undefined
  /** Limits of a whole response; without, 256 MB and 10 minutes. */
  limits?: ResponseLimits
  /** Receives events, for metrics and logs. Must not throw. */
  onEvent?: OnProxyEvent
  /** Milliseconds on a monotonic clock. */
  now?: () => number
}

/** Who sends the request: the queue is fair between callers. */
export type ProxyContext = { caller: string }

const defaultLimits: ResponseLimits = { maxBytes: 256 * 2 ** 20, maxMs: 600_000 }

/** Maximum size of all stored responses together, in bytes. */
const maxCachedBytes = 64 * 2 ** 20

/**
 * The only way to Twilio, and the only module with the key. Not a rewriting proxy: it matches a request against the
 * known endpoints and builds a new one from what matched, so nothing else of the browser's request can reach Twilio.
 * Bodies stream through unparsed, compressed as they came; identical requests share one upstream request. Rejects only when the caller itself
 * aborts; every other failure is a response in the shape of Twilio's errors. Never retries: that is the client's job,
 * and a 429 always has a `Retry-After`.
 */
export function createProxy({ fetch, base, credentials, ...options }: ProxyOptions) {
  const {
    maxConcurrent = 4,
    sharedSlots,
    limits = defaultLimits,
    onEvent = () => {},
    now = () => performance.now(),
  } = options
  const headers = {
    Authorization: `Basic ${encodeBase64(`${credentials.user}:${credentials.password}`)}`,
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    'User-Agent': 'Flowdesk',
  }
  const buildRequest = ({ url, method }: UpstreamSpec, signal: AbortSignal) =>
    new Request(url, { method, headers, signal, redirect: 'manual' })

  const scheduler = createScheduler({ maxConcurrent, sharedSlots, onEvent, now })
  const budget = new ByteBudget(maxCachedBytes)
  const slowReaders = new SlowReaders({ ...scheduler, now })
  const coalesce = createCoalescer({
    fetch,
    buildRequest,
    host: base.host,
    scheduler,
    budget,
    slowReaders,
    limits,
    onEvent,
    now,
  })

  return async (request: Request, { caller }: ProxyContext): Promise<Response> => {
    const spec = parseUpstreamSpec(request, base)
    return spec instanceof Response ? spec : coalesce(spec, request, caller)
  }
}

/** The upstream request for a browser's request, or the error response. */
function parseUpstreamSpec(request: Request, base: URL): UpstreamSpec | Response {
  const { pathname, searchParams } = new URL(request.url)
  const { method } = request

  if (isCrossSite(request)) return forbiddenOrigin()

  const endpoint = pathname.startsWith('/api/') ? matchPath(pathname.slice('/api'.length)) : null
  if (endpoint === null) return errorResponse(404, 'Unknown endpoint: check the path and the SIDs in it.')

  if (method !== 'GET' && method !== 'HEAD') {
    return errorResponse(405, 'Flowdesk is read-only: use GET or HEAD.', { Allow: 'GET, HEAD' })
  }

  const paging = parsePagingQuery(endpoint.name, searchParams)
  if ('error' in paging) return errorResponse(400, paging.error)

  const url = new URL(endpointPath<EndpointName>(endpoint), base)
  url.search = paging.query.toString()
  return { endpoint: endpoint.name, url, method }
}

/** `buildPath` for an endpoint whose name is known only at run time; the type parameter ties its SIDs to its name. */
function endpointPath<R extends EndpointName>(
  endpoint: { [N in R]: { name: N; sids: EndpointParams<N> } }[R],
): string {
  return buildPath<R>(endpoint.name, endpoint.sids)
}

/** Base64 of the text's UTF-8 bytes (RFC 7617 §2.1); `btoa` alone accepts only Latin-1. */
function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
