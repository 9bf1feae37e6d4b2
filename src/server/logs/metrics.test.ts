import { expect, test } from 'vitest'

import { createMetrics } from './metrics.ts'

/** Our own lines, without comments and Node's default metrics. */
async function metricLines(metrics: ReturnType<typeof createMetrics>) {
  const { body } = await metrics.text()
  return body.split('\n').filter((line) => /^(http|upstream)_/.test(line) && !line.includes('_bucket'))
}

test('counts requests by kind of path and status, and requests to Twilio', async () => {
  const metrics = createMetrics()
  metrics.countRequest('/api/v1/Flows/{FW}/Engagements', 200)
  metrics.countRequest('/api/v1/Flows/{FW}/Engagements', 200)
  metrics.countRequest('/{page}', 404)
  metrics.countRequest('/{page}', null)
  metrics.handleProxyEvent({ kind: 'queued', endpoint: 'engagements', waiting: 3 })
  for (let i = 0; i < 3; i++) metrics.handleProxyEvent({ kind: 'dispatched', endpoint: 'engagements' })
  metrics.handleProxyEvent({ kind: 'answered', endpoint: 'engagements', status: 200, ms: 250 })
  metrics.handleProxyEvent({ kind: 'ended', endpoint: 'engagements', status: 200, ms: 400 })
  metrics.handleProxyEvent({ kind: 'answered', endpoint: 'engagements', status: 429, ms: 50 })
  metrics.handleProxyEvent({ kind: 'rate-limited', endpoint: 'engagements', ms: 4000 })
  metrics.handleProxyEvent({ kind: 'failed', endpoint: 'engagements', reason: 'stalled', ms: 30_000 })
  metrics.handleProxyEvent({ kind: 'shared', endpoint: 'context' })
  expect(await metricLines(metrics)).toEqual([
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

test('includes Node’s default metrics, and each instance has its own counts', async () => {
  const { type, body } = await createMetrics().text()
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(body).toContain('process_resident_memory_bytes')
  expect(body).toContain('nodejs_eventloop_lag_seconds')
  expect(body).not.toContain('/{page}')
})

test('say whether what several servers share can be reached, and by how many, where something is shared', async () => {
  let isUp = true
  const metrics = createMetrics({
    sharedState: { isUp: () => isUp, slots: { serverCount: () => (isUp ? 2 : null) } },
  })
  expect((await metrics.text()).body).toMatch(/^shared_state_up 1$[^]*^shared_state_servers 2$/m)
  isUp = false
  expect((await metrics.text()).body).toMatch(/^shared_state_up 0$[^]*^shared_state_servers 0$/m)
  expect((await createMetrics().text()).body).not.toContain('shared_state')
})
