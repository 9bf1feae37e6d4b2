import { describe, expect, test } from 'vitest'

import { createProbes } from './probes.ts'

const token = 'a-token-of-twenty-nine-letters'
let unreadyReason: string | null = null
let warning: string | null = null

const options = {
  readiness: { unreadyReason: async () => unreadyReason, warning: () => warning },
  metrics: { text: async () => ({ type: 'text/plain; version=0.0.4', body: 'http_requests_total 7\n' }) },
}
const open = createProbes({ ...options, metricsToken: token })
const closed = createProbes({ ...options, metricsToken: null })
const here = { peer: '127.0.0.1', port: 4173 }
const there = { peer: '203.0.113.7', port: 4173 }

async function status(
  probes: typeof open,
  headers: Record<string, string>,
  connection = there,
  host = '10.0.0.9:4173',
) {
  return (await probes(new Request(`http://${host}/metrics`, { headers }), connection))?.status
}

async function sendRequest(path: string) {
  const response = await open(new Request(`http://10.0.0.9${path}`), there)
  return [response?.status, await response?.text()]
}

test('/healthz is ok while the server runs, /readyz while there is no reason against it', async () => {
  unreadyReason = null
  expect(await sendRequest('/healthz')).toEqual([200, 'ok\n'])
  expect(await sendRequest('/readyz')).toEqual([200, 'ready\n'])
  unreadyReason = 'Twilio is not available (status 502).'
  expect(await sendRequest('/healthz')).toEqual([200, 'ok\n'])
  expect(await sendRequest('/readyz')).toEqual([503, 'not ready\n'])
  const local = await open(new Request('http://127.0.0.1:4173/readyz'), here)
  expect(await local?.text()).toBe('Twilio is not available (status 502).\n')
})

test('/readyz has a warning for this machine and with the token, not for others', async () => {
  unreadyReason = null
  warning = 'The shared state cannot be reached.'
  expect(await sendRequest('/readyz')).toEqual([200, 'ready\n'])
  const local = await open(new Request('http://127.0.0.1:4173/readyz'), here)
  expect([local?.status, await local?.text()]).toEqual([200, 'ready\nThe shared state cannot be reached.\n'])
  warning = null
})

test('probes allow only GET and HEAD, and other paths are not handled', async () => {
  expect((await open(new Request('http://x/healthz', { method: 'POST' }), there))?.status).toBe(405)
  for (const path of ['/', '/healthz/', '/metricsx', '/api/metrics'])
    expect(await open(new Request(`http://x${path}`), there)).toBe(null)
})

describe('metrics', () => {
  test('have the format of Prometheus', async () => {
    const response = await open(new Request('http://127.0.0.1:4173/metrics'), here)
    expect(await response?.text()).toBe('http_requests_total 7\n')
    expect(response?.headers.get('content-type')).toBe('text/plain; version=0.0.4')
  })

  test('are open to any address with the exact token', async () => {
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

  test('are open to this machine under its own names, but not through a proxy on it', async () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(await status(closed, {}, { peer, port: 4173 }, 'localhost:4173')).toBe(200)
    expect(await status(closed, {}, there, '127.0.0.1:4173')).toBe(404)
    expect(await status(closed, {}, here, 'evil.example:4173')).toBe(404)
    expect(await status(closed, {}, here, 'flowdesk.example')).toBe(404)
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect(await status(closed, { [name]: '127.0.0.1' }, here, '127.0.0.1:4173')).toBe(404)
  })
})
