import { randomBytes } from 'node:crypto'

import { beforeEach, describe, expect, test, vi } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'

import { createApp } from './create-app.ts'
import type { ResponseEnd } from './http/handler.ts'
import { unwrap } from './http/run-cli.ts'
import { createLog } from './logs/log.ts'
import { parseSettings } from './settings/settings.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const engagements = `/api/v1/Flows/${flow}/Engagements`
const context = `${engagements}/${engagement}/Context`
const appOrigin = 'http://127.0.0.1:4173'

const lines: unknown[] = []
const upstreamFetch = vi.fn<(request: Request) => Promise<Response>>()
const files = async () => new Response('files')
beforeEach(() => {
  lines.length = 0
  upstreamFetch.mockReset()
  upstreamFetch.mockImplementation(async () => Response.json({ contact: '+14155550199' }))
})

/** Everything `npm start` wires up, except the port, and a function to send requests to it at this origin. */
function setupApp(env: Record<string, string> = {}, origin = appOrigin) {
  const settings = unwrap(parseSettings({ LOG_LEVEL: 'debug', ...env }, ['--demo']))
  const output = { isLogWritable: true }
  const log = createLog(settings.logLevel, {
    write: (text) => lines.push(JSON.parse(text)),
    isWritable: () => output.isLogWritable,
    close: async () => {},
  })
  const upstream = {
    fetch: upstreamFetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'u', password: 'p' },
  }
  const { handle, drain } = createApp(settings, { upstream, files, log })
  const sendRequest = async (path: string, init: RequestInit = {}, peer = '127.0.0.1') => {
    let end: ((end: ResponseEnd) => void) | undefined
    const response = await handle(new Request(`${origin}${path}`, init), {
      peer,
      port: 4173,
      onEnd: (callback) => (end = callback),
    })
    // The audit line must be written before the body is sent.
    const audited = audits()
    const text = await response.text()
    end?.({ status: response.status, isComplete: true })
    return { status: response.status, headers: response.headers, text, audited }
  }
  return { sendRequest, drain, output }
}

const audits = () => lines.filter((line) => typeof line === 'object' && line !== null && 'audit' in line)
const requests = () => lines.filter((line) => typeof line === 'object' && line !== null && 'method' in line)

async function setupPasswordApp() {
  const ACCESS_PASSWORD_HASH = await hashPassword('correct horse battery', { ln: 14, r: 8, p: 1 })
  const flowdesk = setupApp({
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH,
    SESSION_KEYS: randomBytes(32).toString('hex'),
  })
  const signIn = async (given: string) => {
    const response = await flowdesk.sendRequest('/api/session/password', {
      method: 'POST',
      headers: { origin: appOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ password: given }),
    })
    return { ...response, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  return { ...flowdesk, signIn }
}

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

describe('with a sign-in', () => {
  test('nobody can read before it, and the refusal is logged', async () => {
    const { sendRequest } = await setupPasswordApp()
    const { status, headers, text } = await sendRequest(context)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Flowdesk'])
    expect(JSON.parse(text)).toMatchObject({ status: 401, message: expect.stringContaining('sign in') })
    expect(upstreamFetch).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([{ audit: 'refused', user: null, flow, engagement, status: 401 }])
    for (const path of ['/api', '/api/v1/Flows', '/api/anything', '/api/audit']) {
      expect((await sendRequest(path)).status).toBe(401)
    }
    // The app's files contain no secret, and its URLs work before a sign-in.
    expect((await sendRequest('/flows')).text).toBe('files')
    expect(JSON.parse((await sendRequest('/api/session')).text)).toEqual({
      demo: true,
      mask: false,
      access: 'password',
      user: null,
    })
  })

  test('users can read after it, and both are logged', async () => {
    const { sendRequest, signIn } = await setupPasswordApp()
    const { status, cookie } = await signIn('correct horse battery')
    expect(status).toBe(204)
    expect((await sendRequest(context, { headers: { cookie } })).status).toBe(200)
    expect(audits()).toMatchObject([
      { audit: 'sign-in', address: '127.0.0.1' },
      { audit: 'read', engagement, what: 'context' },
    ])
    expect(requests()).toMatchObject([
      { path: '/api/session/password', user: null },
      { user: expect.any(String) },
    ])
  })

  test('a wrong password is logged as an event, without the password', async () => {
    const { signIn } = await setupPasswordApp()
    expect((await signIn('battery horse')).status).toBe(401)
    expect(audits()).toMatchObject([{ audit: 'sign-in-refused', user: null, address: '127.0.0.1' }])
    expect(JSON.stringify(lines)).not.toContain('battery')
  })
})

describe('behind proxies', () => {
  const env = {
    ACCESS: 'header',
    ACCESS_HEADER: 'X-Forwarded-User',
    ACCESS_HEADER_PEERS: '10.0.0.7',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://flowdesk.example',
    TRUSTED_PROXIES: '10.0.0.7',
  }
  const headers = {
    'x-forwarded-for': '127.0.0.1, 203.0.113.7',
    'x-forwarded-user': 'ada@example.com',
  }

  test('the listed peer’s headers give the user and the address', async () => {
    const { sendRequest } = setupApp(env, 'http://flowdesk.example')
    expect((await sendRequest(context, { headers }, '10.0.0.7')).status).toBe(200)
    expect(audits()).toMatchObject([{ audit: 'read', user: 'ada@example.com', address: '203.0.113.7' }])
  })

  test('headers from any other peer are ignored', async () => {
    const { sendRequest } = setupApp(env, 'http://flowdesk.example')
    expect((await sendRequest(context, { headers }, '10.0.0.8')).status).toBe(401)
    expect(upstreamFetch).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([
      { audit: 'sign-in-refused', address: '10.0.0.8' },
      { audit: 'refused', user: null, address: '10.0.0.8', status: 401 },
    ])
  })

  test('the queue to Twilio is fair between users where everybody has a name', async () => {
    // Two users behind one address; the first sends more requests than may run at once.
    const started: string[] = []
    let release: (() => void) | undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    upstreamFetch.mockImplementation(async ({ url }) => {
      started.push(new URL(url).searchParams.get('PageSize') ?? '')
      await released
      return Response.json({})
    })
    const { sendRequest } = setupApp({ ...env, UPSTREAM_AT_ONCE: '1' }, 'http://flowdesk.example')
    const read = (user: string, size: number) =>
      sendRequest(
        `${engagements}?PageSize=${size}`,
        { headers: { ...headers, 'x-forwarded-user': user } },
        '10.0.0.7',
      )
    const responses = [read('ada', 1), read('ada', 2), read('ada', 3), read('ben', 4)]
    await vi.waitFor(() => expect(started).toHaveLength(1))
    release?.()
    await Promise.all(responses)
    expect(started.indexOf('4')).toBeLessThan(started.indexOf('3'))
  })
})
