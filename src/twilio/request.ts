import { gzipFileType } from '#contract/page.ts'
import {
  buildPath,
  listParams,
  type EndpointName,
  type EndpointParams,
  type ListParam,
} from '#contract/endpoints.ts'
import { isAbort, Problem, problemFromResponse, type ProblemKind, normalizeError } from '#contract/problem.ts'
import { parseRateLimitWait, rateLimitWaitHeader } from '#contract/rate-limit-wait.ts'

import { backoffDelayMs, sleep } from './backoff.ts'
import { withIdleTimeout } from './idle-timeout.ts'
import { createBodyReader, type ResponseBody } from './response-body.ts'

export type TwilioRequestOptions = {
  fetch: typeof globalThis.fetch
  /** What Twilio's paths are appended to: `/api` in a page, an absolute URL in Node. */
  baseUrl: string
  /** Waits before a retry; tests pass one that does not wait. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** Called for the events of all requests. */
  onEvent?: (event: ClientEvent) => void
}

export type ClientEvent =
  /** Rate limited by Twilio; the client retries at `retryAtMs`, in milliseconds since 1970. */
  | { type: 'rate-limited'; retryAtMs: number }
  /** The server held a request back for `ms` because of Twilio's rate limit. */
  | { type: 'rate-limit-waited'; ms: number }
  /** A request failed for good: no more retries. */
  | { type: 'failed'; kind: ProblemKind }

export type PageQuery = Partial<Record<ListParam, string>>

export type RequestOptions = {
  query?: PageQuery
  signal?: AbortSignal | undefined
  /** Whether to ask for a gzip file. */
  asGzipFile?: boolean
}

/** Requests an endpoint and returns the whole body. Rejects with a `Problem`, or with the caller's abort. */
export type SendRequest = <R extends EndpointName>(
  name: R,
  sids: EndpointParams<R>,
  options: RequestOptions,
) => Promise<ResponseBody>

const jsonType = 'application/json'

/** Attempts per request, by kind of failure; 1 for all others. A 429 is safe to retry most often: Twilio did not process it. */
const maxAttempts: Partial<Record<ProblemKind, number>> = {
  'rate-limited': 6,
  unavailable: 3,
  unreachable: 3,
}

/**
 * The only place that retries: neither the proxy nor the query cache does. A 429 waits as long as `Retry-After` says;
 * everything else backs off exponentially with jitter.
 */
export function createSendRequest({
  fetch,
  baseUrl,
  sleep: wait = sleep,
  onEvent,
}: TwilioRequestOptions): SendRequest {
  const readBody = createBodyReader()
  return async (name, sids, { query = {}, signal, asGzipFile = false }) => {
    const url = `${baseUrl}${buildPath(name, sids)}${serializeQuery(name, query)}`
    for (let attempt = 1; ; attempt++) {
      try {
        // Browsers decompress what they decode themselves more leniently than a gzip file, so a retry does without.
        const accept = asGzipFile && attempt === 1 ? `${gzipFileType}, ${jsonType}` : jsonType
        const { body, rateLimitWaitMs } = await sendOnce({ fetch, readBody }, { url, accept, signal })
        if (rateLimitWaitMs > 0) onEvent?.({ type: 'rate-limit-waited', ms: rateLimitWaitMs })
        return body
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown
        const problem = normalizeError(thrown)
        if (attempt >= (maxAttempts[problem.kind] ?? 1)) {
          onEvent?.({ type: 'failed', kind: problem.kind })
          throw problem
        }
        const delayMs =
          problem.retryAfterSeconds === null ? backoffDelayMs(attempt) : problem.retryAfterSeconds * 1000
        if (problem.kind === 'rate-limited')
          onEvent?.({ type: 'rate-limited', retryAtMs: Date.now() + delayMs })
        await wait(delayMs, signal)
      }
    }
  }
}

async function sendOnce(
  {
    fetch,
    readBody,
  }: { fetch: TwilioRequestOptions['fetch']; readBody: ReturnType<typeof createBodyReader> },
  { url, accept, signal }: { url: string; accept: string; signal: AbortSignal | undefined },
) {
  const { response, body } = await withIdleTimeout(signal, async (timedSignal, keepAlive) => {
    // Browsers throw different errors for a lost connection and for a timeout (Safari: an AbortError). Only the signal
    // tells them apart.
    const throwUnreachable = (): never => {
      timedSignal.throwIfAborted()
      throw new Problem('unreachable')
    }
    const fetched = await fetch(url, { signal: timedSignal, headers: { accept } }).catch(throwUnreachable)
    keepAlive()
    return { response: fetched, body: await readBody(fetched, { keepAlive, onFailed: throwUnreachable }) }
  })
  if (response.ok)
    return { body, rateLimitWaitMs: parseRateLimitWait(response.headers.get(rateLimitWaitHeader)) }
  throw problemFromResponse(response.status, new TextDecoder().decode(body.bytes), response.headers)
}

function serializeQuery(name: EndpointName, query: PageQuery): string {
  const pairs = listParams(name).flatMap((key) => {
    const value = query[key]
    return value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`]
  })
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
