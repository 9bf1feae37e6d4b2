import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { ProxyEvent } from '#proxy/events.ts'
import type { SharedSlots } from '#proxy/scheduling/slot-allowance.ts'

export type Metrics = {
  /** A client's request has ended; the status is null where the client left before the response. */
  countRequest: (route: string, status: number | null) => void
  /** Counts what happens to requests to Twilio. */
  handleProxyEvent: (event: ProxyEvent) => void
  /** All metrics in Prometheus' text format, and its content type. */
  text: () => Promise<{ type: string; body: string }>
}

/** In seconds. Twilio answers most requests in 0.1 to 1 s; the timeout is 30 s. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Counts since the start. Labels have few values, all our own names: never a SID, an address or a user. */
export function createMetrics({
  sharedState,
}: {
  /** What several servers share; absent where nothing is shared. */
  sharedState?: { isUp: () => boolean; slots: Pick<SharedSlots, 'serverCount'> } | null | undefined
} = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by kind of path and status.',
    labelNames: ['route', 'status'],
    registers,
  })
  const latency = new Histogram({
    name: 'upstream_latency_seconds',
    help: 'From the request to Twilio to the first byte of its response, by endpoint.',
    labelNames: ['read'],
    buckets,
    registers,
  })
  const responses = new Counter({
    name: 'upstream_answers_total',
    help: 'Responses of Twilio, by endpoint and status.',
    labelNames: ['read', 'status'],
    registers,
  })
  const failures = new Counter({
    name: 'upstream_failures_total',
    help: 'Requests to Twilio without a complete response, by endpoint and reason.',
    labelNames: ['read', 'why'],
    registers,
  })
  const shared = new Counter({
    name: 'upstream_shared_total',
    help: 'Requests answered from the cache or by joining a running request to Twilio.',
    labelNames: ['read'],
    registers,
  })
  const rateLimits = new Counter({
    name: 'upstream_429_total',
    help: '429 responses of Twilio.',
    registers,
  })
  const queue = new Gauge({
    name: 'upstream_queue_length',
    help: 'Requests that are waiting in the queue to Twilio.',
    registers,
  })
  const running = new Gauge({
    name: 'upstream_running',
    help: 'Running requests to Twilio.',
    registers,
  })
  if (sharedState) {
    const isUp = new Gauge({
      name: 'shared_state_up',
      help: 'Whether the Valkey or Redis that several servers share can be reached.',
      registers: [],
      collect() {
        this.set(Number(sharedState.isUp()))
      },
    })
    const serverCount = new Gauge({
      name: 'shared_state_servers',
      help: 'How many servers share it, as far as this one knows; 0 before it has reached it.',
      registers: [],
      collect() {
        this.set(sharedState.slots.serverCount() ?? 0)
      },
    })
    registry.registerMetric(isUp)
    registry.registerMetric(serverCount)
  }

  return {
    countRequest: (route, status) => requests.inc({ route, status: status ?? 'none' }),
    handleProxyEvent(event) {
      const { kind, endpoint } = event
      switch (kind) {
        case 'queued':
          return queue.set(event.waiting)
        case 'dispatched':
          return running.inc()
        case 'answered':
          latency.observe({ read: endpoint }, event.ms / 1000)
          return responses.inc({ read: endpoint, status: event.status })
        case 'ended':
          return running.dec()
        case 'failed':
          failures.inc({ read: endpoint, why: event.reason })
          return running.dec()
        case 'shared':
          return shared.inc({ read: endpoint })
        case 'rate-limited':
          return rateLimits.inc()
      }
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
