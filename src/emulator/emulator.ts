import { matchPath } from '#contract/endpoints.ts'
import { handleEndpoint } from './api/handlers.ts'
import { isAuthenticated } from './http/credentials.ts'
import { encodeChunks } from './http/encode-chunks.ts'
import { twilioError } from './http/twilio-errors.ts'
import { faultFlows } from './faults/definitions.ts'
import type { FaultContext } from './faults/types.ts'
import { ordinaryFlows } from './flows.ts'
import { parsePageRequest } from './http/paging.ts'
import { abortableDelay } from './http/abortable-delay.ts'
import { createEmulatorState, type EmulatorState } from './state.ts'

export type CreateEmulatorOptions = {
  /** The clock, milliseconds since 1970. The history ends at the time the emulator is created. */
  now?: () => number
  /** Delay of every response. */
  latencyMs?: number
  /** Number of engagements in the largest flow; 100,000 by default. They are generated on request, so they take no memory. */
  engagements?: number
  /** Whether responses are compressed for clients that accept gzip, as Twilio's are. Off by default, because it takes time. */
  gzip?: boolean
  /** The origin of the absolute URLs in responses; Twilio's own by default. */
  origin?: string
}

/**
 * A small Twilio: serves Studio's API, read-only, from generated data. Requires `emulatorUser` and
 * `emulatorPassword`. Rejects as a broken connection would, and with the signal's reason when the request is aborted.
 * Its only state is the counters of the faults.
 */
export function createEmulator(options: CreateEmulatorOptions = {}): (request: Request) => Promise<Response> {
  const {
    now = Date.now,
    latencyMs = 0,
    engagements = 100_000,
    gzip = false,
    origin = 'https://studio.twilio.com',
  } = options
  const flows = [
    ...ordinaryFlows(engagements).map((definition) => ({ definition, fault: {} })),
    ...faultFlows(),
  ]
  const state = createEmulatorState(flows, origin, now)

  // In Node a Request's signal no longer follows the caller's once the Request has been garbage-collected. A response
  // that only an abort can end has no other reference to its Request.
  const openRequests = new Set<Request>()

  return async function emulate(request) {
    openRequests.add(request)
    try {
      await abortableDelay(latencyMs, request.signal)
      const response = await handleRequest(request, state, gzip)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } finally {
      openRequests.delete(request)
    }
  }
}

async function handleRequest(request: Request, state: EmulatorState, gzip: boolean): Promise<Response> {
  // 1. Read-only.
  if (request.method !== 'GET' && request.method !== 'HEAD') return twilioError(20004)

  // 2. Credentials, before anything else is revealed.
  if (!isAuthenticated(request)) return twilioError(20003)

  // 3. Only the endpoints of the contract.
  const { pathname, searchParams } = new URL(request.url)
  const endpoint = matchPath(pathname)
  if (!endpoint) return twilioError(20404, { message: `The requested resource ${pathname} was not found` })

  // 4. A faulty flow may send its own response, or none.
  const flow = 'FW' in endpoint.sids ? state.flows.get(endpoint.sids.FW) : undefined
  const isRunList = endpoint.name === 'engagements' || endpoint.name === 'executions'
  const pageRequest = isRunList ? parsePageRequest(pathname, searchParams) : null
  const faultContext: FaultContext = {
    pageRequest: pageRequest instanceof Response ? null : pageRequest,
    request,
    counters: flow?.counters ?? new Map<string, number>(),
  }
  const faultResponse = await flow?.fault.respondWith?.(faultContext)
  if (faultResponse) return faultResponse

  // 5. The response, or an error.
  const json = handleEndpoint(state, endpoint, searchParams)
  if (json instanceof Response) return json
  const body = flow?.fault.transformBody?.([...json].join(''), faultContext) ?? json
  const headers = { 'content-type': 'application/json; charset=utf-8', 'twilio-concurrent-requests': '1' }
  const stream =
    body instanceof ReadableStream ? body : encodeChunks(typeof body === 'string' ? [body] : body)
  const response = new Response(stream, { headers })
  const isCompressed = (gzip || flow?.fault.isCompressed) && acceptsGzip(request)
  if (response.body === null || !isCompressed) return response
  const compressed = response.body.pipeThrough(new CompressionStream('gzip'))
  return new Response(flow?.fault.transformGzip?.(compressed, faultContext) ?? compressed, {
    headers: { ...headers, 'content-encoding': 'gzip' },
  })
}

/** Simpler than the header allows: the emulator's clients are Flowdesk's server and Twilio's SDKs. */
function acceptsGzip({ headers }: Request): boolean {
  return /\bgzip\b/.test(headers.get('accept-encoding') ?? '')
}
