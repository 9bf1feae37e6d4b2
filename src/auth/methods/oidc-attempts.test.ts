import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  refused,
  setupOidcAuth,
  signInErrorLocation,
  startTestProvider,
} from '#auth/testing/oidc-auth-setup.ts'
import { signInAtProvider } from '#auth/testing/oidc-provider.ts'
import { waitFor } from '#testing/wait-for.ts'

/** Several sign-ins in one browser. */

let provider: Awaited<ReturnType<typeof startTestProvider>>

beforeAll(async () => {
  provider = await startTestProvider()
})
afterAll(() => provider.stop())

/** A browser's cookies: sent in the order in which they were created (RFC 6265 §5.4). */
function createCookieJar(secure = false) {
  const cookies = new Map<string, string>()
  return {
    store(response: Response) {
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        expect(name.startsWith('__Host-')).toBe(secure)
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
    },
    text: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    names: () => [...cookies.keys()],
  }
}

describe('two tabs that sign in at once', () => {
  test('both get in, in any order', async () => {
    const { startSignIn, finishSignIn } = setupOidcAuth({ issuer: provider.issuer })
    const jar = createCookieJar()
    const start = async (to: string) => {
      const { response, page } = await startSignIn(to, jar.text())
      jar.store(response)
      return signInAtProvider(page, 'alice')
    }
    const [first, second] = [await start('/flows?tab=1'), await start('/flows?tab=2')]
    for (const [address, to] of [
      [second, '/flows?tab=2'],
      [first, '/flows?tab=1'],
    ] as const) {
      const response = await finishSignIn(address, { cookie: jar.text() })
      expect(response.headers.get('location')).toBe(to)
      jar.store(response)
    }
    expect(jar.names()).toEqual(['flowdesk'])
  })

  test('one that fails leaves the other alone', async () => {
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ issuer: provider.issuer })
    const jar = createCookieJar()
    const { response, page } = await startSignIn('/', jar.text())
    jar.store(response)
    const other = await startSignIn('/', jar.text())
    jar.store(other.response)
    const failing = await finishSignIn(await signInAtProvider(page, 'bob'), { cookie: jar.text() })
    expect(signInErrorLocation(failing)).toBe('/?sign-in=not-allowed')
    jar.store(failing)
    expect(jar.names()).toHaveLength(1)
    expect(events).toHaveLength(1)
    const address = await signInAtProvider(other.page, 'alice')
    expect((await finishSignIn(address, { cookie: jar.text() })).headers.get('location')).toBe('/')
  })
})

describe('many sign-ins that are never finished', () => {
  test.each([
    ['http://127.0.0.1:4173', '/flows', 5],
    ['https://flowdesk.example', '/flows', 5],
    // Browsers send 8 kB of cookies at most through most reverse proxies.
    ['https://flowdesk.example', `/flows?q=${'x'.repeat(1991)}`, 1],
  ])('from %s to %s leave only the latest', async (publicOrigin, to, kept) => {
    const { startSignIn } = setupOidcAuth({ issuer: provider.issuer, publicOrigin })
    const jar = createCookieJar(publicOrigin.startsWith('https'))
    const started: string[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const { response, cookie } = await startSignIn(to, jar.text())
      started.push(cookie.split('=')[0] ?? '')
      jar.store(response)
      expect(jar.text().length).toBeLessThan(6500)
    }
    expect(jar.names()).toEqual(started.slice(-kept))
  })

  test('leave other cookies alone', async () => {
    const { startSignIn } = setupOidcAuth({ issuer: provider.issuer })
    const others = [
      'flowdesk=1',
      'flowdesk-oidc=1',
      'flowdesk-oidc-=1',
      'x-flowdesk-oidc-0123456789abcdef=1',
      'a',
    ]
    const { response } = await startSignIn('/', others.concat(others, others).join('; '))
    expect(response.headers.getSetCookie()).toHaveLength(1)
  })
})

describe('requests to a provider that hangs', () => {
  /** Less than the five seconds after which waiting sign-ins are refused too. */
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test.each([
    ['one address', () => ['203.0.113.7'], 2, 12],
    ['one network', () => Array.from({ length: 500 }, (_, i) => `2001:db8::${i.toString(16)}`), 2, 12],
    ['500 addresses', () => Array.from({ length: 500 }, (_, i) => `2001:db8:0:${i.toString(16)}::1`), 10, 60],
  ])('are few, while 500 sign-ins come back from %s', async (_, from, atProvider, kept) => {
    const hanging = await startTestProvider({ hangingPath: '/token' })
    const { startSignIn, finishSignIn, events } = setupOidcAuth({ issuer: hanging.issuer })
    const { cookie, page } = await startSignIn()
    const state = new URL(page).searchParams.get('state')
    const clients = from()
    try {
      const responses = Array.from({ length: 500 }, (__, i) =>
        finishSignIn(`http://127.0.0.1/auth/oidc/callback?code=x&state=${state}&iss=${hanging.issuer}`, {
          cookie,
          address: clients[i % clients.length] ?? '',
        }),
      )
      await waitFor(() => expect(events).toHaveLength(500 - kept))
      expect(new Set(events.map(({ reason }) => reason))).toEqual(new Set(['busy']))
      await waitFor(() => expect(hanging.hangingRequests()).toBe(atProvider))
      await hanging.stop()
      const locations = (await Promise.all(responses)).map(signInErrorLocation)
      expect(locations.filter((location) => location === '/?sign-in=busy')).toHaveLength(500 - kept)
    } finally {
      await hanging.stop()
    }
  })

  test('are one for its metadata, while 500 sign-ins start', async () => {
    const hanging = await startTestProvider({ hangingPath: '/.well-known/openid-configuration' })
    const { startSignIn, events } = setupOidcAuth({ issuer: hanging.issuer })
    try {
      const starts = Array.from({ length: 500 }, () => startSignIn())
      await waitFor(() => expect(hanging.hangingRequests()).toBe(1))
      await hanging.stop()
      await Promise.all(starts)
      expect(events.slice(499)).toEqual(refused())
      expect(hanging.hangingRequests()).toBe(1)
    } finally {
      await hanging.stop()
    }
  })
})
