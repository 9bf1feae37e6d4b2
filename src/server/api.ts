import type { Session } from '#contract/session.ts'
import type { Handler } from '#server/http/handler.ts'

export type ApiOptions = {
  /** Answers everything under `/api` that is not Flowdesk's own: the proxy. */
  upstream: Handler
  /** Whether the data is the emulator's. */
  demo: boolean
}

/**
 * Everything under `/api`: Twilio's reads, and `/api/session`, which tells the page whether it is a demo and who asks, so that it can
 * say so. Development and production mount this same handler.
 */
export function createApi({ upstream, demo }: ApiOptions): Handler {
  return async (request) => {
    if (new URL(request.url).pathname !== '/api/session') return upstream(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
    }
    return Response.json({ demo, access: 'local', user: 'local' } satisfies Session, {
      headers: {
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    })
  }
}

/** Whether a path belongs to the API: `/api` itself or below, and not `/apiary`. */
export function isApiPath(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/')
}
