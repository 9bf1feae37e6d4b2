import { describe, expect, test } from 'vitest'

import { createTestAuth, createAuthRequest } from '#auth/testing/helpers.ts'
import { parseHeaderName } from './header-auth.ts'
import { parseIpAllowlist } from '#auth/ip-allowlist.ts'

const proxy = '10.0.0.7'

function setupHeaderAuth() {
  const parsed = parseIpAllowlist('ACCESS_HEADER_PEERS', proxy)
  if ('error' in parsed) throw new Error(parsed.error)
  const testAuth = createTestAuth({
    kind: 'header',
    header: 'x-forwarded-user',
    peers: parsed.peers,
    keys: null,
  })
  const identify = (user: string, peer = proxy) =>
    testAuth.auth.identify(
      createAuthRequest('/api/v1/Flows', { headers: { 'X-Forwarded-User': user }, peer }),
    )
  return { ...testAuth, identify }
}

describe('the user name', () => {
  test.each([
    ['alice', 'alice'],
    [' alice@example.com ', 'alice@example.com'],
    ['CN=Doe, OU=Support', 'CN=Doe, OU=Support'],
    ['x'.repeat(200), 'x'.repeat(200)],
    [Buffer.from('Zoë Ångström').toString('latin1'), 'Zoë Ångström'],
    ['Zo\u00eb', 'Zo\u00eb'],
  ])('%s is accepted', async (sent, user) => {
    const { identify, events } = setupHeaderAuth()
    expect(await identify(sent)).toEqual({ user })
    expect(events).toEqual([])
  })

  test.each([
    'x'.repeat(201),
    'ali\tce',
    'alice\u0085',
    'alice\u009f',
    'al\u007fice',
    Buffer.from('alice\u202eadmin').toString('latin1'),
    Buffer.from('alice\u2028').toString('latin1'),
    Buffer.from('ali\u200bce').toString('latin1'),
    Buffer.from('alice\u{e0020}').toString('latin1'),
    Buffer.from('alice\u2800').toString('latin1'),
    Buffer.from('alice\u3164').toString('latin1'),
    '',
    '  ',
  ])('%j is refused, and logged without the name', async (sent) => {
    const { identify, events } = setupHeaderAuth()
    expect(await identify(sent)).toBeNull()
    expect(events).toEqual([
      {
        event: 'sign-in-refused',
        user: null,
        address: '203.0.113.7',
        reason: 'no usable name in the header, or several',
      },
    ])
  })

  test('is nobody when absent, and nothing is logged', async () => {
    const { auth, events } = setupHeaderAuth()
    expect(await auth.identify(createAuthRequest('/', { peer: proxy }))).toBeNull()
    expect(events).toEqual([])
  })

  test('is refused where the header came twice', async () => {
    const { auth, events } = setupHeaderAuth()
    const headers = { 'X-Forwarded-User': 'mallory, alice' }
    const repeatedHeaders = new Set(['x-forwarded-user'])
    expect(await auth.identify(createAuthRequest('/', { headers, peer: proxy, repeatedHeaders }))).toBeNull()
    expect(events).toMatchObject([{ event: 'sign-in-refused', user: null }])
  })
})

describe('the peer', () => {
  test.each(['10.0.0.8', '203.0.113.7', '::1', ''])(
    '%j is not listed: its header is refused and logged',
    async (peer) => {
      const { identify, events } = setupHeaderAuth()
      expect(await identify('alice', peer)).toBeNull()
      expect(events).toEqual([
        {
          event: 'sign-in-refused',
          user: null,
          address: '203.0.113.7',
          reason: 'header from a peer that is not listed',
        },
      ])
    },
  )

  test('is the socket’s address, not the client’s', async () => {
    const { auth } = setupHeaderAuth()
    const headers = { 'x-forwarded-user': 'alice' }
    expect(
      await auth.identify(createAuthRequest('/', { headers, peer: '203.0.113.7', address: proxy })),
    ).toBeNull()
    expect(await auth.identify(createAuthRequest('/', { headers, peer: '::ffff:10.0.0.7' }))).toEqual({
      user: 'alice',
    })
  })
})

describe('the session', () => {
  const headers = { 'x-forwarded-user': 'alice' }

  test('belongs to the user the proxy names, as long as it names one', async () => {
    const { sendRequest } = setupHeaderAuth()
    expect(await (await sendRequest('/api/session', { headers, peer: proxy })).json()).toMatchObject({
      access: 'header',
      user: 'alice',
    })
    expect(await (await sendRequest('/api/session')).json()).toMatchObject({ user: null })
    expect((await sendRequest('/api/session', { method: 'POST', headers, peer: proxy })).status).toBe(204)
    expect((await sendRequest('/api/session', { method: 'POST' })).status).toBe(401)
  })

  test('ends in the browser, and the sign-out is logged', async () => {
    const { sendRequest, events } = setupHeaderAuth()
    const response = await sendRequest('/api/session', { method: 'DELETE', headers, peer: proxy })
    expect([response.status, response.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"'])
    expect(response.headers.getSetCookie()).toEqual([])
    expect(events).toEqual([{ event: 'sign-out', user: 'alice', address: '203.0.113.7' }])
  })
})

describe('ACCESS_HEADER', () => {
  test('must be the name of a header', () => {
    expect(parseHeaderName('X-Forwarded-User')).toEqual({ header: 'x-forwarded-user' })
    for (const text of ['', 'X Forwarded', 'X-User:', 'Übung', 'x'.repeat(101), 'a\n']) {
      expect(parseHeaderName(text)).toEqual({ error: expect.stringContaining('ACCESS_HEADER') })
    }
  })
})
