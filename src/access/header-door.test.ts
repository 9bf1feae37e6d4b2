import { describe, expect, test } from 'vitest'

import { openDoor, visit } from './for-tests.ts'
import { readHeaderName } from './header-door.ts'
import { readPeers } from './peers.ts'

const proxy = '10.0.0.7'

function door() {
  const read = readPeers('ACCESS_HEADER_PEERS', proxy)
  if ('wrong' in read) throw new Error(read.wrong)
  const opened = openDoor({ kind: 'header', header: 'x-forwarded-user', peers: read.peers })
  const identify = (user: string, peer = proxy) =>
    opened.access.identify(visit('/api/v1/Flows', { headers: { 'X-Forwarded-User': user }, peer }))
  return { ...opened, identify }
}

describe('the name', () => {
  test.each([
    ['alice', 'alice'],
    [' alice@example.com ', 'alice@example.com'],
    ['CN=Doe, OU=Support', 'CN=Doe, OU=Support'],
    ['x'.repeat(200), 'x'.repeat(200)],
    [Buffer.from('Zoë Ångström').toString('latin1'), 'Zoë Ångström'],
    ['Zo\u00eb', 'Zo\u00eb'],
  ])('%s comes in', async (sent, user) => {
    const { identify, events } = door()
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
  ])('%j does not, and is told without it', async (sent) => {
    const { identify, events } = door()
    expect(await identify(sent)).toBeNull()
    expect(events).toEqual([
      {
        event: 'sign-in-refused',
        user: null,
        address: '203.0.113.7',
        why: 'the header holds no name that can be used',
      },
    ])
  })

  test('absent or empty is nobody, and nothing to tell', async () => {
    const { access, identify, events } = door()
    expect(await access.identify(visit('/', { peer: proxy }))).toBeNull()
    expect(await identify('')).toBeNull()
    expect(await identify('  ')).toBeNull()
    expect(events).toEqual([])
  })
})

describe('the peer', () => {
  test.each(['10.0.0.8', '203.0.113.7', '::1', ''])(
    '%j is not listed: whatever it sends is told as a forgery',
    async (peer) => {
      const { identify, events } = door()
      expect(await identify('alice', peer)).toBeNull()
      expect(events).toEqual([
        {
          event: 'sign-in-refused',
          user: null,
          address: '203.0.113.7',
          why: 'the header came from a peer that is not listed',
        },
      ])
    },
  )

  test('is the socket’s, not the client’s address', async () => {
    const { access } = door()
    const headers = { 'x-forwarded-user': 'alice' }
    expect(await access.identify(visit('/', { headers, peer: '203.0.113.7', address: proxy }))).toBeNull()
    expect(await access.identify(visit('/', { headers, peer: '::ffff:10.0.0.7' }))).toEqual({ user: 'alice' })
  })
})

describe('the session', () => {
  const headers = { 'x-forwarded-user': 'alice' }

  test('is who the proxy says, and lasts as long as it says so', async () => {
    const { ask } = door()
    expect(await (await ask('/api/session', { headers, peer: proxy })).json()).toMatchObject({
      access: 'header',
      user: 'alice',
    })
    expect(await (await ask('/api/session')).json()).toMatchObject({ user: null })
    expect((await ask('/api/session', { method: 'POST', headers, peer: proxy })).status).toBe(204)
    expect((await ask('/api/session', { method: 'POST' })).status).toBe(401)
  })

  test('ends in the browser, and is told', async () => {
    const { ask, events } = door()
    const answer = await ask('/api/session', { method: 'DELETE', headers, peer: proxy })
    expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"'])
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(events).toEqual([{ event: 'sign-out', user: 'alice', address: '203.0.113.7' }])
  })
})

describe('ACCESS_HEADER', () => {
  test('is the name of a header', () => {
    expect(readHeaderName('X-Forwarded-User')).toEqual({ header: 'x-forwarded-user' })
    for (const text of ['', 'X Forwarded', 'X-User:', 'Übung', 'x'.repeat(101), 'a\n']) {
      expect(readHeaderName(text)).toEqual({ wrong: expect.stringContaining('ACCESS_HEADER') })
    }
  })
})
