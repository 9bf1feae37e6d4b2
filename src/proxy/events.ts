import type { EndpointName } from '#contract/endpoints.ts'

/**
 * What the proxy reports to metrics and logs: the endpoint and numbers, never a SID, a URL or contents. Every
 * `dispatched` is followed by one `ended` or one `failed`. Times are in milliseconds; those of responses count from dispatch.
 */
export type ProxyEvent = { endpoint: EndpointName } & (
  | {
      /** How many requests are waiting in the queue, whenever that changes. */ kind: 'queued'
      waiting: number
    }
  | { kind: 'dispatched' }
  | { /** The first byte has arrived. */ kind: 'answered'; status: number; ms: number }
  | { /** The last byte has arrived. */ kind: 'ended'; status: number; ms: number }
  | { kind: 'failed'; reason: UpstreamFailure; ms: number }
  | { /** A request was answered from the cache, or joined a running one. */ kind: 'shared' }
  | { /** A 429 arrived: the request has to wait for so long. */ kind: 'rate-limited'; ms: number }
)

/**
 * Why there was no complete response: the connection failed, no first byte arrived in time, the body broke off, stalled,
 * was too large or took too long, the last reader was too slow for others that waited, or every caller left.
 */
export type UpstreamFailure =
  | 'unreachable'
  | 'no-answer'
  | 'broken'
  | 'stalled'
  | 'too-large'
  | 'too-long'
  | 'too-slow'
  | 'left'

export type OnProxyEvent = (event: ProxyEvent) => void
