import { createAuth } from '#auth/auth.ts'
import { createProxy, type ProxyOptions } from '#proxy/proxy.ts'
import type { SharedState } from '#shared-state/shared-state.ts'
import { createRequestValidator } from './guard/request-validation.ts'
import { createSecurityHeaders, type ApplyHeaders } from './guard/security-headers.ts'
import { createProbes } from './health/probes.ts'
import { createReadiness } from './health/readiness.ts'
import type { RequestHandler, Handler } from './http/handler.ts'
import { createAudit } from './logs/audit.ts'
import type { Log } from './logs/log.ts'
import { createMetrics } from './logs/metrics.ts'
import type { Settings } from './settings/settings.ts'

import { createApi } from './api.ts'
import { createMcpEndpoint } from './mcp/endpoint.ts'
import { createRequestHandler } from './request-handler.ts'

export type AppOptions = {
  /** Where the data comes from: Twilio or the emulator. */
  upstream: Pick<ProxyOptions, 'fetch' | 'base' | 'credentials'>
  /** Serves the built app's files. */
  files: Handler
  /** What several servers share; null where this one has everything in memory. */
  sharedState?: SharedState | null
  log: Log
}

export type App = {
  handle: RequestHandler
  applyHeaders: ApplyHeaders
  /** From now on, `/readyz` reports that this server is about to stop. */
  drain: () => void
}

/**
 * Wires up everything Flowdesk serves, except the port. Development, production and the benchmarks use it.
 */
export function createApp(settings: Settings, { upstream, files, sharedState, log }: AppOptions): App {
  const { network, source, maxConcurrent, responseLimits, mask, metricsToken } = settings
  const { publicUrl, trustedProxies } = network
  const metrics = createMetrics({ sharedState })
  const audit = createAudit(log)
  const proxy = createProxy({
    ...upstream,
    maxConcurrent,
    sharedSlots: sharedState?.slots,
    limits: responseLimits,
    onEvent(event) {
      metrics.handleProxyEvent(event)
      readiness.handleProxyEvent(event)
    },
  })
  const readiness = createReadiness({
    send: (request) => proxy(request, { caller: '/readyz' }),
    sharedState: sharedState
      ? {
          isUp: sharedState.isUp,
          canCheckSessions: () => !('session' in settings.auth) || sharedState.endedSessions.isKnown(),
        }
      : undefined,
  })
  const auth = createAuth(settings.auth, {
    demo: source.kind === 'demo',
    mask,
    publicOrigin: publicUrl?.origin ?? null,
    onEvent: audit.authEvent,
    shared: sharedState ?? undefined,
    areTokensMasked: settings.mcpMask,
  })
  const api = createApi({
    proxy,
    audit,
    ...(auth.kind !== 'local' && { handleTokens: auth.handleTokens }),
    authKind: auth.kind,
    maxBytes: responseLimits.maxBytes,
    canRead: () => settings.readWithoutAudit || log.canAudit(),
  })
  return {
    handle: createRequestHandler({
      validate: createRequestValidator({ publicUrl }),
      probes: createProbes({ readiness, metrics, metricsToken }),
      auth,
      api,
      mcp: createMcpEndpoint({
        api,
        audit,
        auth,
        publicOrigin: publicUrl?.origin ?? null,
        maskPersonalData: settings.mcpMask,
      }),
      files,
      trustedProxies,
      audit,
      metrics,
      log,
    }),
    applyHeaders: createSecurityHeaders({ overTls: publicUrl?.protocol === 'https:' }),
    drain: readiness.drain,
  }
}
