import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { ProxyEvent } from '#proxy/proxy-event.ts'

export type Metrics = {
  /** A request of a browser's was answered; the status is null where it left before. */
  answered: (route: string, status: number | null) => void
  /** Something happened on the way to Twilio. */
  heard: (event: ProxyEvent) => void
  /** All figures in Prometheus' text format, and the type that goes with it. */
  text: () => Promise<{ type: string; body: string }>
}

/** Seconds. Twilio answers most reads in 0.1 to 1 s and is given 30. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What is counted since the start. Labels are names of ours out of a few; no SID, address or user is among them. */
export function createMetrics(): Metrics {
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
    help: 'From asking Twilio to the first byte of its answer, by kind of read.',
    labelNames: ['read'],
    buckets,
    registers,
  })
  const answers = new Counter({
    name: 'upstream_answers_total',
    help: 'Answers of Twilio, by kind of read and status.',
    labelNames: ['read', 'status'],
    registers,
  })
  const failures = new Counter({
    name: 'upstream_failures_total',
    help: 'Requests to Twilio without a whole answer, by kind of read and reason.',
    labelNames: ['read', 'why'],
    registers,
  })
  const shared = new Counter({
    name: 'upstream_shared_total',
    help: 'Requests answered by a request to Twilio that somebody else had made.',
    labelNames: ['read'],
    registers,
  })
  const slowDowns = new Counter({
    name: 'upstream_429_total',
    help: 'How often Twilio asked to slow down.',
    registers,
  })
  const queue = new Gauge({
    name: 'upstream_queue_length',
    help: 'Requests that wait for their turn to ask Twilio.',
    registers,
  })
  const running = new Gauge({
    name: 'upstream_running',
    help: 'Requests to Twilio that are running.',
    registers,
  })

  return {
    answered: (route, status) => requests.inc({ route, status: status ?? 'none' }),
    heard(event) {
      const { kind, read } = event
      switch (kind) {
        case 'queued':
          return queue.set(event.waiting)
        case 'dispatched':
          return running.inc()
        case 'answered':
          latency.observe({ read }, event.ms / 1000)
          return answers.inc({ read, status: event.status })
        case 'ended':
          return running.dec()
        case 'failed':
          failures.inc({ read, why: event.why })
          return running.dec()
        case 'shared':
          return shared.inc({ read })
        case 'slowed-down':
          return slowDowns.inc()
      }
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
