import { beforeEach, describe, expect, test } from 'vitest'

import {
  appOrigin,
  audits,
  context,
  engagement,
  engagements,
  flow,
  lines,
  requests,
  resetApp,
  setupApp,
  upstreamFetch,
} from './app-fixture.ts'

beforeEach(resetApp)

describe('on this machine', () => {
  test.each([
    ['/', 'files'],
    ['/flows/x', 'files'],
    ['/apiary', 'files'],
    ['/API/v1/Flows', 'files'],
    ['/healthz', 'ok\n'],
    ['/api/v1/Flows?PageSize=5', '{"contact":"+14155550199"}'],
    ['/flows/../api/v1/Flows', '{"contact":"+14155550199"}'],
    ['/api/session', '{"demo":true,"mask":false,"access":"local","user":"local"}'],
  ])('%s returns %s', async (path, text) => {
    expect((await setupApp().sendRequest(path)).text).toBe(text)
  })

  test('reads are logged in the audit before the body is sent', async () => {
    const { sendRequest } = setupApp()
    const { audited } = await sendRequest(context)
    expect(audited).toEqual([
      {
        level: 'info',
        server: expect.any(String),
        seq: 1,
        time: expect.any(String),
        audit: 'read',
        user: 'local',
        address: '127.0.0.1',
        flow,
        engagement,
        what: 'context',
        status: 200,
      },
    ])
    await sendRequest(`${engagements}?PageSize=1000&PageToken=secret`)
    expect(audits()).toMatchObject([{}, { flow, what: 'page of 1000 engagements, contexts included' }])
    await sendRequest('/api/v1/Flows')
    expect(audits()).toHaveLength(2)
  })

  test('reads are logged even when Twilio does not respond', async () => {
    upstreamFetch.mockRejectedValue(new TypeError('fetch failed'))
    await setupApp().sendRequest(context)
    expect(audits()).toMatchObject([{ what: 'context', status: 502 }])
  })

  test('a request is logged without its query and without contents', async () => {
    const { sendRequest } = setupApp()
    await sendRequest(`${engagements}?PageToken=secret`)
    await sendRequest('/flows/+14155550199?q=secret')
    expect(requests()).toMatchObject([
      {
        level: 'debug',
        method: 'GET',
        path: engagements,
        status: 200,
        isComplete: true,
        user: 'local',
        address: '127.0.0.1',
      },
      { method: 'GET', path: '/{other}', status: 200, user: null },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/secret|4155550199/)
  })

  test('requests are counted', async () => {
    const { sendRequest } = setupApp()
    await sendRequest(context)
    const { text } = await sendRequest('/metrics')
    expect(text).toContain(
      'http_requests_total{route="/api/v1/Flows/{FW}/Engagements/{FN}/Context",status="200"} 1',
    )
    expect(text).toContain('upstream_latency_seconds_count{read="context"} 1')
    expect(text).not.toContain(flow)
  })

  test('audit events of the page are validated and logged', async () => {
    const { sendRequest } = setupApp()
    const sendEvent = (body: unknown, method = 'POST') =>
      sendRequest('/api/audit', {
        method,
        headers: { origin: appOrigin },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      })
    expect((await sendEvent({ event: 'export', flow, count: 3 })).status).toBe(204)
    expect(audits()).toMatchObject([
      { audit: 'export', user: 'local', flow, what: 'export of 3 engagements' },
    ])
    expect((await sendEvent({ event: 'unmask', flow, contact: '+14155550199' })).status).toBe(400)
    expect((await sendEvent('', 'GET')).status).toBe(405)
    expect(audits()).toHaveLength(1)
  })

  test('the server is ready while Twilio can be reached, until it is stopped', async () => {
    const { sendRequest, drain } = setupApp()
    expect((await sendRequest('/readyz')).text).toBe('ready\n')
    expect(new URL(upstreamFetch.mock.calls[0]?.[0].url ?? '').pathname).toBe('/v1/Flows')
    drain()
    const { status, text } = await sendRequest('/readyz')
    expect([status, text]).toEqual([503, 'Flowdesk is stopping: send users to another server.\n'])
    expect((await sendRequest('/healthz')).status).toBe(200)
  })
})

describe('while the audit log cannot be written', () => {
  test('no customer data is read, and the answer says why', async () => {
    const { sendRequest, output } = setupApp()
    output.isLogWritable = false
    const { status, text } = await sendRequest(context)
    expect([status, upstreamFetch.mock.calls.length]).toEqual([503, 0])
    expect(text).toContain('cannot write its audit log')
    output.isLogWritable = true
    expect((await sendRequest(context)).status).toBe(200)
  })

  test.each([{ AUDIT_FAILURE: 'continue' }, { LOG_LEVEL: 'silent' }])(
    'reading goes on with %j',
    async (env: Record<string, string>) => {
      const { sendRequest, output } = setupApp(env)
      output.isLogWritable = false
      expect((await sendRequest(context)).status).toBe(200)
    },
  )
})

describe('another site’s page', () => {
  test.each<[string, string, RequestInit, number]>([
    ['under its own name for this server', context, { headers: { host: 'evil.example:4173' } }, 421],
    ['from its own origin', context, { headers: { origin: 'https://evil.example' } }, 403],
    ['from an image', context, { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    [
      'that writes to the audit log',
      '/api/audit',
      { method: 'POST', headers: { origin: 'https://evil.example' } },
      403,
    ],
    [
      'that signs users out',
      '/api/session',
      { method: 'DELETE', headers: { 'sec-fetch-site': 'same-site' } },
      403,
    ],
  ])('a request %s is refused and logged', async (_, path, init, status) => {
    expect((await setupApp().sendRequest(path, init)).status).toBe(status)
    expect(upstreamFetch).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([{ audit: 'refused', user: null, address: '127.0.0.1', status }])
  })
})
