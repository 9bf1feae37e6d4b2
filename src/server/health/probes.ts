import { createHash, timingSafeEqual } from 'node:crypto'

import { resolveOwnOrigin } from '#server/guard/own-origin.ts'
import { normalizeAddress } from '#server/http/client-address.ts'
import { isLoopback, isProbePath, type ConnectionInfo } from '#server/http/handler.ts'
import type { Metrics } from '#server/logs/metrics.ts'

import type { Readiness } from './readiness.ts'

export type ProbesOptions = {
  readiness: Pick<Readiness, 'unreadyReason' | 'warning'>
  metrics: Pick<Metrics, 'text'>
  /** `METRICS_TOKEN`; null where only programs on this machine may read the metrics. */
  metricsToken: string | null
}

/**
 * The monitoring endpoints: `/healthz` (the process runs), `/readyz` (it can serve users), `/metrics`. Null for every
 * other path. The first two are open to all. The metrics, and why the server is not ready, are for this machine and for
 * clients with the token.
 */
export function createProbes({ readiness, metrics, metricsToken }: ProbesOptions) {
  const mayReadDetails = (request: Request, connection: Pick<ConnectionInfo, 'peer' | 'port'>) =>
    isLocalRequest(request, connection) || hasValidToken(request, metricsToken)

  return async (
    request: Request,
    connection: Pick<ConnectionInfo, 'peer' | 'port'>,
  ): Promise<Response | null> => {
    const { pathname } = new URL(request.url)
    if (!isProbePath(pathname)) return null
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return textResponse(405, 'Method not allowed: use GET or HEAD.', { Allow: 'GET, HEAD' })
    }
    if (pathname === '/healthz') return textResponse(200, 'ok')
    if (pathname === '/readyz') {
      const unreadyReason = await readiness.unreadyReason()
      const hasDetails = mayReadDetails(request, connection)
      if (unreadyReason !== null) return textResponse(503, hasDetails ? unreadyReason : 'not ready')
      const warning = hasDetails ? readiness.warning() : null
      return textResponse(200, warning === null ? 'ready' : `ready\n${warning}`)
    }
    if (!mayReadDetails(request, connection)) return textResponse(404, 'Not found')
    const { type, body } = await metrics.text()
    return new Response(body, { headers: { 'Content-Type': type } })
  }
}

/** Whether the client is a program on this machine: not a proxy for somebody else, nor a page after DNS rebinding. */
function isLocalRequest(request: Request, { peer, port }: Pick<ConnectionInfo, 'peer' | 'port'>): boolean {
  const isForwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some((name) =>
    request.headers.has(name),
  )
  return (
    isLoopback(normalizeAddress(peer)) &&
    !isForwarded &&
    resolveOwnOrigin(request, { publicUrl: null, port }) !== null
  )
}

/** Compares in constant time: hashes have the same length, whatever was sent. */
function hasValidToken(request: Request, token: string | null): boolean {
  const given = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === null || given === undefined) return false
  return timingSafeEqual(sha256(given), sha256(token))
}

function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

function textResponse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
