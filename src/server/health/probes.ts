import { createHash, timingSafeEqual } from 'node:crypto'

import { ownOrigin } from '#server/guard/own-origin.ts'
import { plainAddress } from '#server/http/client-address.ts'
import type { Arrival } from '#server/http/handler.ts'
import { isLoopback } from '#server/http/loopback.ts'
import { isProbePath } from '#server/http/paths.ts'
import type { Metrics } from '#server/logs/metrics.ts'

import type { Readiness } from './readiness.ts'

export type ProbesOptions = {
  readiness: Pick<Readiness, 'objection'>
  metrics: Pick<Metrics, 'text'>
  /** `METRICS_TOKEN`; null where only this machine may read the metrics. */
  metricsToken: string | null
}

/**
 * What machines ask: `/healthz` (the process runs), `/readyz` (people may be sent here), `/metrics`. Null for every
 * other path. The first two say nothing that matters and are open to all; the metrics are for this machine, or for
 * whoever has the token, and for everybody else they do not exist.
 */
export function createProbes({ readiness, metrics, metricsToken }: ProbesOptions) {
  return async (request: Request, arrival: Pick<Arrival, 'peer' | 'port'>): Promise<Response | null> => {
    const { pathname } = new URL(request.url)
    if (!isProbePath(pathname)) return null
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'This is only read.', { Allow: 'GET, HEAD' })
    }
    if (pathname === '/healthz') return text(200, 'ok')
    if (pathname === '/readyz') {
      const objection = await readiness.objection()
      return objection === null ? text(200, 'ready') : text(503, objection)
    }
    if (!isFromHere(request, arrival) && !bearsToken(request, metricsToken)) return text(404, 'Not found')
    const { type, body } = await metrics.text()
    return new Response(body, { headers: { 'Content-Type': type } })
  }
}

/** Whether a program on this machine asks, and not a proxy on it for somebody else, nor a page under a rebound name. */
function isFromHere(request: Request, { peer, port }: Pick<Arrival, 'peer' | 'port'>): boolean {
  const isPassedOn = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some((name) =>
    request.headers.has(name),
  )
  return (
    isLoopback(plainAddress(peer)) && !isPassedOn && ownOrigin(request, { publicUrl: null, port }) !== null
  )
}

/** In constant time: hashes are of one length, whatever was sent. */
function bearsToken(request: Request, token: string | null): boolean {
  const given = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === null || given === undefined) return false
  return timingSafeEqual(sha256(given), sha256(token))
}

function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

function text(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
