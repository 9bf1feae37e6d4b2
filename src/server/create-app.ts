import { createAuth } from '#auth/auth.ts'
import { createProxy, type ProxyOptions } from '#proxy/proxy.ts'
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
import { createMcpEndpoint } from './mcp-endpoint.ts'
import { createRequestHandler } from './request-handler.ts'

export type AppOptions = {
  /** Where the data comes from: Twilio or the emulator. */
  upstream: Pick<ProxyOptions, 'fetch' | 'base' | 'credentials'>
  /** Serves the built app's files. */
  files: Handler
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
export function createApp(settings: Settings, { upstream, files, log }: AppOptions): App {
  const { network, source, maxConcurrent, mask, metricsToken } = settings
  const { publicUrl, trustedProxies } = network
  const metrics = createMetrics()
  const audit = createAudit(log)
  const proxy = createProxy({
    ...upstream,
    maxConcurrent,
    onEvent(event) {
      metrics.handleProxyEvent(event)
      readiness.handleProxyEvent(event)
    },
  })
  const readiness = createReadiness({ send: (request) => proxy(request, { caller: '/readyz' }) })
  const auth = createAuth(settings.auth, {
    demo: source.kind === 'demo',
    mask,
    publicOrigin: publicUrl?.origin ?? null,
    onEvent: audit.authEvent,
  })
  const api = createApi({
    proxy,
    audit,
    authKind: auth.kind,
    canRead: () => settings.readWithoutAudit || log.canAudit(),
  })
  return {
    handle: createRequestHandler({
      validate: createRequestValidator({ publicUrl }),
      probes: createProbes({ readiness, metrics, metricsToken }),
      auth,
      api,
      // A program cannot sign in as people do.
      mcp:
        auth.kind === 'local' ? createMcpEndpoint({ api, audit, maskPersonalData: settings.mcpMask }) : null,
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
