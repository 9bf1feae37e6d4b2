import { createAccess } from '#access/access.ts'
import { createProxy, type ProxyOptions } from '#proxy/proxy.ts'
import { createGuard } from '#server/guard/guard.ts'
import { createSecure, type Secure } from '#server/guard/security-headers.ts'
import { createProbes } from '#server/health/probes.ts'
import { createReadiness } from '#server/health/readiness.ts'
import type { Front, Handler } from '#server/http/handler.ts'
import { createAudit } from '#server/logs/audit.ts'
import type { Log } from '#server/logs/log.ts'
import { createMetrics } from '#server/logs/metrics.ts'
import type { Settings } from '#server/settings/settings.ts'

import { createApi } from './api.ts'
import { createFront } from './front.ts'

export type DashboardOptions = {
  /** Whom to ask for the data: Twilio, or the emulator in its place. */
  upstream: Pick<ProxyOptions, 'fetch' | 'base' | 'credentials'>
  /** The built dashboard. */
  files: Handler
  log: Log
}

export type Dashboard = {
  front: Front
  secure: Secure
  /** From now on `/readyz` says that this server is about to stop. */
  drain: () => void
}

/**
 * Where it is plugged together: everything Flowdesk serves, but for the port. Development, production and the
 * benchmarks serve this.
 */
export function createDashboard(settings: Settings, { upstream, files, log }: DashboardOptions): Dashboard {
  const { reach, source, atOnce, mask, metricsToken } = settings
  const { publicUrl, trustedProxies } = reach
  const metrics = createMetrics()
  const audit = createAudit(log)
  const proxy = createProxy({
    ...upstream,
    atOnce,
    tell(event) {
      metrics.heard(event)
      readiness.heard(event)
    },
  })
  const readiness = createReadiness({ ask: (request) => proxy(request, { caller: '/readyz' }) })
  const access = createAccess(settings.access, {
    demo: source.kind === 'demo',
    mask,
    publicOrigin: publicUrl?.origin ?? null,
    tell: audit.access,
  })
  return {
    front: createFront({
      guard: createGuard({ publicUrl }),
      probes: createProbes({ readiness, metrics, metricsToken }),
      access,
      api: createApi({ proxy, audit, access: access.kind }),
      files,
      trustedProxies,
      audit,
      metrics,
      log,
    }),
    secure: createSecure({ overTls: publicUrl?.protocol === 'https:' }),
    drain: readiness.drain,
  }
}
