import { Problem, problemFromResponse } from '#contract/problem.ts'
import { createBodyReader } from '#twilio/response-body.ts'
import { sleep } from '#twilio/backoff.ts'

export type ProbeClientOptions = {
  /** Sends one request and returns the body as it came, still compressed. */
  fetch: (request: Request) => Promise<Response>
  base: URL
  credentials: { user: string; password: string }
  /** The most requests that are sent, repeated ones included. */
  maxRequests: number
  /** The most milliseconds for one response. */
  timeoutMs: number
  sleep?: typeof sleep
}

export type ProbeResponse = {
  headers: Headers
  /** Decompressed. */
  body: Uint8Array<ArrayBuffer>
  /** Bytes of the body as it was sent. */
  sentBytes: number
}

/** What all responses say together. */
export type ProbeTotals = {
  requestCount: number
  /** `Retry-After` of each 429; null where it had none. */
  retryAfters: (string | null)[]
  /** The highest `Twilio-Concurrent-Requests`; null where no response had it. */
  maxConcurrentRequests: number | null
}

/** No request is left: the check that needed one has no answer. */
export class RequestLimitReached extends Error {}

/** How often a request is repeated after a 429, and the longest `Retry-After` that is waited for. */
const maxRetries = 2
const maxRetryAfterSeconds = 10

/**
 * Reads from Twilio, one request after the other. `get` rejects with a `Problem`, or with `RequestLimitReached`.
 * A 429 is repeated twice; nothing else is.
 */
export function createProbeClient(options: ProbeClientOptions) {
  const { fetch, base, credentials, maxRequests, timeoutMs, sleep: wait = sleep } = options
  const authorization = `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`
  const readBody = createBodyReader()
  const totals: ProbeTotals = { requestCount: 0, retryAfters: [], maxConcurrentRequests: null }

  function countResponse(response: Response): void {
    if (response.status === 429) totals.retryAfters.push(response.headers.get('retry-after'))
    const concurrency = Number(response.headers.get('twilio-concurrent-requests') ?? Number.NaN)
    if (Number.isInteger(concurrency))
      totals.maxConcurrentRequests = Math.max(totals.maxConcurrentRequests ?? 0, concurrency)
  }

  async function sendOnce(url: URL): Promise<ProbeResponse> {
    if (totals.requestCount >= maxRequests) throw new RequestLimitReached()
    totals.requestCount++
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = { authorization, accept: 'application/json', 'accept-encoding': 'gzip' }
    const throwUnreachable = (): never => {
      throw new Problem(signal.aborted ? 'timeout' : 'unreachable')
    }
    const response = await fetch(new Request(url, { headers, signal })).catch(throwUnreachable)
    countResponse(response)
    let sentBytes = 0
    const decompressed = decompress(response, (length) => (sentBytes += length))
    const { bytes: body } = await readBody(decompressed, { keepAlive: () => {}, onFailed: throwUnreachable })
    if (response.ok) return { headers: response.headers, body, sentBytes }
    throw problemFromResponse(response.status, new TextDecoder().decode(body), response.headers)
  }

  return {
    totals,
    async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<ProbeResponse> {
      const url = new URL(path, base)
      url.search = new URLSearchParams(query).toString()
      for (let retries = 0; ; retries++) {
        try {
          return await sendOnce(url)
        } catch (thrown) {
          if (!(thrown instanceof Problem) || thrown.kind !== 'rate-limited' || retries === maxRetries)
            throw thrown
          const seconds = thrown.retryAfterSeconds ?? 1
          if (seconds > maxRetryAfterSeconds) throw thrown
          await wait(seconds * 1000, undefined)
        }
      }
    },
  }
}

export type ProbeClient = ReturnType<typeof createProbeClient>

/** The response with its body decompressed. `onChunk` gets the number of bytes of each chunk as it was sent. */
function decompress(response: Response, onChunk: (length: number) => void): Response {
  if (response.body === null) return response
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      onChunk(chunk.length)
      controller.enqueue(chunk)
    },
  })
  const counted = response.body.pipeThrough(counter)
  const isGzip = /^(x-)?gzip$/i.test(response.headers.get('content-encoding')?.trim() ?? '')
  return new Response(isGzip ? counted.pipeThrough(new DecompressionStream('gzip')) : counted)
}
