import { randomBytes } from 'node:crypto'

import { beforeEach, describe, expect, test, vi } from 'vitest'

import { hashPassword } from '#access/password-hash.ts'

import { createDashboard } from './dashboard.ts'
import type { End } from './http/handler.ts'
import { orFail } from './http/run.ts'
import { createLog } from './logs/log.ts'
import { readSettings } from './settings/settings.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const engagements = `/api/v1/Flows/${flow}/Engagements`
const context = `${engagements}/${engagement}/Context`
const own = 'http://127.0.0.1:4173'

const lines: unknown[] = []
const asked = vi.fn<(request: Request) => Promise<Response>>()
const files = async () => new Response('files')
beforeEach(() => {
  lines.length = 0
  asked.mockReset()
  asked.mockImplementation(async () => Response.json({ contact: '+14155550199' }))
})

/** Everything `npm start` plugs together, but for the port; and a way to ask it, `at` the address people open. */
function dashboard(env: Record<string, string> = {}, at = own) {
  const settings = orFail(readSettings({ LOG_LEVEL: 'debug', ...env }, ['--demo']))
  const log = createLog(settings.logLevel, (text) => lines.push(JSON.parse(text)))
  const upstream = {
    fetch: asked,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'u', password: 'p' },
  }
  const { front, drain } = createDashboard(settings, { upstream, files, log })
  const ask = async (path: string, init: RequestInit = {}, peer = '127.0.0.1') => {
    let end: ((end: End) => void) | undefined
    const answer = await front(new Request(`${at}${path}`, init), {
      peer,
      port: 4173,
      ended: (callback) => (end = callback),
    })
    // The body leaves after the line of the audit is written.
    const audited = audits()
    const text = await answer.text()
    end?.({ status: answer.status, whole: true })
    return { status: answer.status, headers: answer.headers, text, audited }
  }
  return { ask, drain }
}

const audits = () => lines.filter((line) => typeof line === 'object' && line !== null && 'audit' in line)
const requests = () => lines.filter((line) => typeof line === 'object' && line !== null && 'method' in line)

async function password() {
  const ACCESS_PASSWORD_HASH = await hashPassword('correct horse battery', { ln: 14, r: 8, p: 1 })
  const flowdesk = dashboard({
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH,
    SESSION_KEYS: randomBytes(32).toString('hex'),
  })
  const signIn = async (given: string) => {
    const answer = await flowdesk.ask('/api/session/password', {
      method: 'POST',
      headers: { origin: own, 'content-type': 'application/json' },
      body: JSON.stringify({ password: given }),
    })
    return { ...answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
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
  ])('%s is answered by %s', async (path, text) => {
    expect((await dashboard().ask(path)).text).toBe(text)
  })

  test('who looked at what is told before it leaves', async () => {
    const { ask } = dashboard()
    const { audited } = await ask(context)
    expect(audited).toEqual([
      {
        level: 'info',
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
    await ask(`${engagements}?PageSize=1000&PageToken=secret`)
    expect(audits()).toMatchObject([{}, { flow, what: 'page of 1000 engagements, contexts included' }])
    await ask('/api/v1/Flows')
    expect(audits()).toHaveLength(2)
  })

  test('what was asked for is told where Twilio gives no answer', async () => {
    asked.mockRejectedValue(new TypeError('fetch failed'))
    await dashboard().ask(context)
    expect(audits()).toMatchObject([{ what: 'context', status: 502 }])
  })

  test('a request is a line, without its query and with nothing of what came back', async () => {
    const { ask } = dashboard()
    await ask(`${engagements}?PageToken=secret`)
    await ask('/flows/+14155550199?q=secret')
    expect(requests()).toMatchObject([
      {
        level: 'debug',
        method: 'GET',
        path: engagements,
        status: 200,
        whole: true,
        user: 'local',
        address: '127.0.0.1',
      },
      { method: 'GET', path: '/{other}', status: 200, user: null },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/secret|4155550199/)
  })

  test('requests are counted', async () => {
    const { ask } = dashboard()
    await ask(context)
    const { text } = await ask('/metrics')
    expect(text).toContain(
      'http_requests_total{route="/api/v1/Flows/{FW}/Engagements/{FN}/Context",status="200"} 1',
    )
    expect(text).toContain('upstream_latency_seconds_count{read="context"} 1')
    expect(text).not.toContain(flow)
  })

  test('notes of the page', async () => {
    const { ask } = dashboard()
    const note = (body: unknown, method = 'POST') =>
      ask('/api/audit', {
        method,
        headers: { origin: own },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      })
    expect((await note({ event: 'export', flow, count: 3 })).status).toBe(204)
    expect(audits()).toMatchObject([
      { audit: 'export', user: 'local', flow, what: 'export of 3 engagements' },
    ])
    expect((await note({ event: 'unmask', flow, contact: '+14155550199' })).status).toBe(400)
    expect((await note('', 'GET')).status).toBe(405)
    expect(audits()).toHaveLength(1)
  })

  test('ready as long as Twilio can be asked, and until it is stopped', async () => {
    const { ask, drain } = dashboard()
    expect((await ask('/readyz')).text).toBe('ready\n')
    expect(new URL(asked.mock.calls[0]?.[0].url ?? '').pathname).toBe('/v1/Flows')
    drain()
    const { status, text } = await ask('/readyz')
    expect([status, text]).toEqual([503, 'Flowdesk is stopping: send people to another server.\n'])
    expect((await ask('/healthz')).status).toBe(200)
  })
})

describe('another site’s page', () => {
  test.each<[string, string, RequestInit, number]>([
    ['under a name it pointed here', context, { headers: { host: 'evil.example:4173' } }, 421],
    ['from its own origin', context, { headers: { origin: 'https://evil.example' } }, 403],
    ['hidden in an image', context, { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    [
      'to write into the audit',
      '/api/audit',
      { method: 'POST', headers: { origin: 'https://evil.example' } },
      403,
    ],
    [
      'to sign people out',
      '/api/session',
      { method: 'DELETE', headers: { 'sec-fetch-site': 'same-site' } },
      403,
    ],
  ])('%s reaches nothing, and is told', async (_, path, init, status) => {
    expect((await dashboard().ask(path, init)).status).toBe(status)
    expect(asked).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([{ audit: 'refused', user: null, address: '127.0.0.1', status }])
  })
})

describe('with a sign-in', () => {
  test('nobody reads before it, and the refusal is told', async () => {
    const { ask } = await password()
    const { status, headers, text } = await ask(context)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Flowdesk'])
    expect(JSON.parse(text)).toMatchObject({ status: 401, message: expect.stringContaining('sign in') })
    expect(asked).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([{ audit: 'refused', user: null, flow, engagement, status: 401 }])
    for (const path of ['/api', '/api/v1/Flows', '/api/anything', '/api/audit']) {
      // oxlint-disable-next-line no-await-in-loop -- four values
      expect((await ask(path)).status).toBe(401)
    }
    // The dashboard itself holds nothing secret, and an address survives the sign-in.
    expect((await ask('/flows')).text).toBe('files')
    expect(JSON.parse((await ask('/api/session')).text)).toEqual({
      demo: true,
      mask: false,
      access: 'password',
      user: null,
    })
  })

  test('after it they do, and both are told', async () => {
    const { ask, signIn } = await password()
    const { status, cookie } = await signIn('correct horse battery')
    expect(status).toBe(204)
    expect((await ask(context, { headers: { cookie } })).status).toBe(200)
    expect(audits()).toMatchObject([
      { audit: 'sign-in', address: '127.0.0.1' },
      { audit: 'read', engagement, what: 'context' },
    ])
    expect(requests()).toMatchObject([
      { path: '/api/session/password', user: null },
      { user: expect.any(String) },
    ])
  })

  test('a wrong password is told, and stands nowhere', async () => {
    const { signIn } = await password()
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

  test('the user is whom the listed peer names, and the address what it saw', async () => {
    const { ask } = dashboard(env, 'http://flowdesk.example')
    expect((await ask(context, { headers }, '10.0.0.7')).status).toBe(200)
    expect(audits()).toMatchObject([{ audit: 'read', user: 'ada@example.com', address: '203.0.113.7' }])
  })

  test('nobody else can say who they are', async () => {
    const { ask } = dashboard(env, 'http://flowdesk.example')
    expect((await ask(context, { headers }, '10.0.0.8')).status).toBe(401)
    expect(asked).not.toHaveBeenCalled()
    expect(audits()).toMatchObject([
      { audit: 'sign-in-refused', address: '10.0.0.8' },
      { audit: 'refused', user: null, address: '10.0.0.8', status: 401 },
    ])
  })

  test('turns at Twilio go round by user where everybody has a name', async () => {
    // Two users behind one address, the first with more requests than may run at once.
    const started: string[] = []
    let go: (() => void) | undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    asked.mockImplementation(async ({ url }) => {
      started.push(new URL(url).searchParams.get('PageSize') ?? '')
      await gate
      return Response.json({})
    })
    const { ask } = dashboard({ ...env, UPSTREAM_AT_ONCE: '1' }, 'http://flowdesk.example')
    const read = (user: string, size: number) =>
      ask(
        `${engagements}?PageSize=${size}`,
        { headers: { ...headers, 'x-forwarded-user': user } },
        '10.0.0.7',
      )
    const answers = [read('ada', 1), read('ada', 2), read('ada', 3), read('ben', 4)]
    await vi.waitFor(() => expect(started).toHaveLength(1))
    go?.()
    await Promise.all(answers)
    expect(started.indexOf('4')).toBeLessThan(started.indexOf('3'))
  })
})
