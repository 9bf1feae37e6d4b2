import { beforeEach, describe, expect, test } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

import {
  audits,
  context,
  engagement,
  engagements,
  flow,
  lines,
  requests,
  resetApp,
  setupApp,
  setupPasswordApp,
  upstreamFetch,
} from './app-fixture.ts'

beforeEach(resetApp)

describe('with a sign-in', () => {
  test('reading is refused before it, and the refusal is logged', async () => {
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
    await waitFor(() => expect(started).toHaveLength(1))
    release?.()
    await Promise.all(responses)
    expect(started.indexOf('4')).toBeLessThan(started.indexOf('3'))
  })
})
