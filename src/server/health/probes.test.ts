import { describe, expect, test } from 'vitest'

import { createProbes } from './probes.ts'

const token = 'a-token-of-twenty-nine-letters'
let objection: string | null = null

const options = {
  readiness: { objection: async () => objection },
  metrics: { text: async () => ({ type: 'text/plain; version=0.0.4', body: 'http_requests_total 7\n' }) },
}
const open = createProbes({ ...options, metricsToken: token })
const closed = createProbes({ ...options, metricsToken: null })
const here = { peer: '127.0.0.1', port: 4173 }
const there = { peer: '203.0.113.7', port: 4173 }

async function status(
  probes: typeof open,
  headers: Record<string, string>,
  arrival = there,
  host = '10.0.0.9:4173',
) {
  return (await probes(new Request(`http://${host}/metrics`, { headers }), arrival))?.status
}

async function ask(path: string) {
  const answer = await open(new Request(`http://10.0.0.9${path}`), there)
  return [answer?.status, await answer?.text()]
}

test('alive as long as it runs, ready as long as there is no objection', async () => {
  objection = null
  expect(await ask('/healthz')).toEqual([200, 'ok\n'])
  expect(await ask('/readyz')).toEqual([200, 'ready\n'])
  objection = 'Twilio cannot be read just now (502).'
  expect(await ask('/healthz')).toEqual([200, 'ok\n'])
  expect(await ask('/readyz')).toEqual([503, 'Twilio cannot be read just now (502).\n'])
})

test('are only read, and other paths are none', async () => {
  expect((await open(new Request('http://x/healthz', { method: 'POST' }), there))?.status).toBe(405)
  for (const path of ['/', '/healthz/', '/metricsx', '/api/metrics'])
    expect(await open(new Request(`http://x${path}`), there)).toBe(null)
})

describe('metrics', () => {
  test('come in the format of Prometheus', async () => {
    const answer = await open(new Request('http://127.0.0.1:4173/metrics'), here)
    expect(await answer?.text()).toBe('http_requests_total 7\n')
    expect(answer?.headers.get('content-type')).toBe('text/plain; version=0.0.4')
  })

  test('with the token from anywhere, and with nothing like it', async () => {
    expect(await status(open, { authorization: `Bearer ${token}` })).toBe(200)
    expect(await status(open, { authorization: `bearer ${token}` })).toBe(200)
    for (const authorization of [
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      'Bearer ',
      'Bearer null',
      `Basic ${btoa(token)}`,
      token,
    ])
      expect(await status(open, { authorization })).toBe(404)
    expect(await status(open, {})).toBe(404)
    expect(await status(closed, { authorization: 'Bearer null' })).toBe(404)
    expect(await status(closed, { authorization: `Bearer ${token}` })).toBe(404)
  })

  test('from this machine by its own names, and by nobody through it', async () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(await status(closed, {}, { peer, port: 4173 }, 'localhost:4173')).toBe(200)
    expect(await status(closed, {}, there, '127.0.0.1:4173')).toBe(404)
    expect(await status(closed, {}, here, 'evil.example:4173')).toBe(404)
    expect(await status(closed, {}, here, 'flowdesk.example')).toBe(404)
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect(await status(closed, { [name]: '127.0.0.1' }, here, '127.0.0.1:4173')).toBe(404)
  })
})
