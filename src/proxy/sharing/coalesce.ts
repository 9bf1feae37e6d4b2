import {
  SharedRequest,
  type SharedRequestDeps,
  type FinalStatus,
  type UpstreamSpec,
} from './shared-request.ts'

/** Milliseconds a complete response stays cached. */
const cacheMs = 10_000

/**
 * Sends one request to Twilio for all callers of the same URL while it runs, and for `cacheMs` after a 200. Nothing else
 * is cached, nothing for longer, and nothing where the budget is full: then each caller gets a request of its own. The
 * URL alone identifies a request, since the proxy builds it and sets all headers.
 */
export function createCoalescer(deps: SharedRequestDeps) {
  const requests = new Map<string, SharedRequest>()
  /** Complete responses, oldest first, each with the timer that evicts it. */
  const cached = new Map<SharedRequest, ReturnType<typeof setTimeout>>()

  deps.budget.onFull(() => {
    const [oldest] = cached.keys()
    if (oldest) evict(oldest)
    return oldest !== undefined
  })

  function evict(request: SharedRequest): void {
    clearTimeout(cached.get(request))
    cached.delete(request)
    const { href } = request.spec.url
    if (requests.get(href) === request) requests.delete(href)
    request.close()
  }

  function onEnd(request: SharedRequest, status: FinalStatus): void {
    if (status === 200 && request.isJoinable) {
      cached.set(
        request,
        setTimeout(() => evict(request), cacheMs),
      )
    } else evict(request)
    if (status !== null && status >= 400 && status <= 499 && status !== 429) evictPages(request.spec.url)
  }

  /**
   * After a 4xx for a list, a page token may have expired. The cached page with that token must not be served again, or
   * reading the list again fails at the same token.
   */
  function evictPages({ pathname }: URL): void {
    for (const request of cached.keys()) if (request.spec.url.pathname === pathname) evict(request)
  }

  return (spec: UpstreamSpec, request: Request, caller: string): Promise<Response> => {
    const { href } = spec.url
    const existing = spec.method === 'GET' ? requests.get(href) : undefined
    if (existing?.isJoinable && deps.budget.canHold(caller)) {
      deps.onEvent({ kind: 'shared', endpoint: spec.endpoint })
      return existing.join(request, caller)
    }
    const isShareable = spec.method === 'GET' && deps.budget.hasCapacity(caller)
    const sharedRequest: SharedRequest = new SharedRequest(spec, deps, isShareable, (status) =>
      onEnd(sharedRequest, status),
    )
    if (isShareable) requests.set(href, sharedRequest)
    return sharedRequest.join(request, caller)
  }
}
