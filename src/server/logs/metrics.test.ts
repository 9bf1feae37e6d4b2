import { expect, test } from 'vitest'

import { createMetrics } from './metrics.ts'

/** The lines of ours, without comments and what Node measures by itself. */
async function figures(metrics: ReturnType<typeof createMetrics>) {
  const { body } = await metrics.text()
  return body.split('\n').filter((line) => /^(http|upstream)_/.test(line) && !line.includes('_bucket'))
}

test('requests by kind of path and status, and what goes on towards Twilio', async () => {
  const metrics = createMetrics()
  metrics.answered('/api/v1/Flows/{FW}/Engagements', 200)
  metrics.answered('/api/v1/Flows/{FW}/Engagements', 200)
  metrics.answered('/{page}', 404)
  metrics.answered('/{page}', null)
  metrics.heard({ kind: 'queued', read: 'engagements', waiting: 3 })
  for (let i = 0; i < 3; i++) metrics.heard({ kind: 'dispatched', read: 'engagements' })
  metrics.heard({ kind: 'answered', read: 'engagements', status: 200, ms: 250 })
  metrics.heard({ kind: 'ended', read: 'engagements', status: 200, ms: 400 })
  metrics.heard({ kind: 'answered', read: 'engagements', status: 429, ms: 50 })
  metrics.heard({ kind: 'slowed-down', read: 'engagements', ms: 4000 })
  metrics.heard({ kind: 'failed', read: 'engagements', why: 'stalled', ms: 30_000 })
  metrics.heard({ kind: 'shared', read: 'context' })
  expect(await figures(metrics)).toEqual([
    'http_requests_total{route="/api/v1/Flows/{FW}/Engagements",status="200"} 2',
    'http_requests_total{route="/{page}",status="404"} 1',
    'http_requests_total{route="/{page}",status="none"} 1',
    'upstream_latency_seconds_sum{read="engagements"} 0.3',
    'upstream_latency_seconds_count{read="engagements"} 2',
    'upstream_answers_total{read="engagements",status="200"} 1',
    'upstream_answers_total{read="engagements",status="429"} 1',
    'upstream_failures_total{read="engagements",why="stalled"} 1',
    'upstream_shared_total{read="context"} 1',
    'upstream_429_total 1',
    'upstream_queue_length 3',
    'upstream_running 1',
  ])
})

test('what Node measures of itself is there too, and each has its own figures', async () => {
  const { type, body } = await createMetrics().text()
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(body).toContain('process_resident_memory_bytes')
  expect(body).toContain('nodejs_eventloop_lag_seconds')
  expect(body).not.toContain('/{page}')
})
