import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'

import type { AccessOptions } from './access.ts'
import { readAllowed, type AllowedTexts } from './allowed.ts'
import { cookiesOf, openDoor, origin, sessionKeys, visit, type VisitInit } from './for-tests.ts'
import {
  client,
  giveUpAt,
  runProvider,
  signInAt,
  type Account,
  type ProviderOptions,
} from './provider-for-tests.ts'
import { createSeal } from './seal.ts'

const accounts: Account[] = [
  { sub: 'alice', email: 'Alice@example.com', email_verified: true, groups: ['sales'] },
  { sub: 'bob', email: 'bob@evil-example.com', email_verified: true, groups: ['support'] },
  { sub: 'carol', email: 'carol@example.com', email_verified: false, preferred_username: 'carol' },
  { sub: 'dave', preferred_username: 'dave', groups: ['support'] },
]
const redirectUri = `${origin}/auth/oidc/callback`
const run = (options: Partial<ProviderOptions> = {}) => runProvider({ redirectUri, accounts, ...options })
let provider: Awaited<ReturnType<typeof run>>

// It warns that it runs on plain http with keys of its own making, as it should here.
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  provider = await run()
})
afterAll(() => provider.stop())

type DoorOptions = Partial<AccessOptions> & {
  issuer?: string
  secret?: string
  allow?: Partial<AllowedTexts>
}

function door({ issuer = provider.issuer, secret = client.secret, allow, ...options }: DoorOptions = {}) {
  const read = readAllowed({
    domains: null,
    emails: null,
    groups: null,
    ...(allow ?? { domains: 'example.com' }),
  })
  if ('wrong' in read) throw new Error(read.wrong)
  const opened = openDoor(
    {
      kind: 'oidc',
      oidc: {
        issuer: new URL(issuer),
        clientId: client.id,
        clientSecret: secret,
        groupsClaim: 'groups',
        allowed: read.allowed,
      },
      session: { keys: sessionKeys(), idleMinutes: 60, hours: 12 },
    },
    options,
  )
  const begin = async (to = '/flows?status=active') => {
    const answer = await opened.ask(`/auth/oidc?to=${encodeURIComponent(to)}`)
    return { answer, cookie: cookiesOf(answer), page: answer.headers.get('location') ?? '' }
  }
  const comeBack = (address: string, init: VisitInit) => {
    const { pathname, search } = new URL(address)
    return opened.ask(`${pathname}${search}`, { ...init, headers: { 'sec-fetch-site': 'cross-site' } })
  }
  const signIn = async (login: string, to?: string) => {
    const { cookie, page } = await begin(to)
    return comeBack(await signInAt(page, login), { cookie })
  }
  return { ...opened, begin, comeBack, signIn }
}

const refusal = (answer: Response) => {
  expect([answer.status, cookiesOf(answer)]).toEqual([302, ''])
  expect(answer.headers.getSetCookie()).toEqual(['flowdesk-oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
  return answer.headers.get('location')
}

describe('signing in', () => {
  test('goes to the provider with state, nonce and PKCE', async () => {
    const { answer, page } = await door().begin()
    expect(answer.status).toBe(302)
    const { origin: at, searchParams } = new URL(page)
    expect(at).toBe(provider.issuer)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: client.id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^flowdesk-oidc=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
    for (const secret of ['state', 'nonce']) expect(cookie).not.toContain(searchParams.get(secret))
  })

  test('comes back to the page it was asked from, as the e-mail address', async () => {
    const { access, signIn, events, ask } = door()
    const answer = await signIn('alice')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/flows?status=active'])
    const cookie = cookiesOf(answer)
    expect(answer.headers.getSetCookie()).toEqual([
      `${cookie}; Path=/; HttpOnly; SameSite=Lax`,
      'flowdesk-oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ])
    expect(await access.identify(visit('/', { cookie }))).toEqual({ user: 'Alice@example.com' })
    expect(await (await ask('/api/session', { cookie })).json()).toEqual({
      demo: false,
      mask: false,
      access: 'oidc',
      user: 'Alice@example.com',
    })
    expect(events).toEqual([{ event: 'sign-in', user: 'Alice@example.com', address: '203.0.113.7' }])
  })

  test('comes back to the longest path there may be', async () => {
    const path = `/flows?q=${'x'.repeat(1991)}`
    const { begin, comeBack } = door()
    const { answer, cookie, page } = await begin(path)
    // Browsers drop a cookie of more than 4096 characters.
    expect(answer.headers.getSetCookie()[0]?.length).toBeLessThan(4096)
    const back = await comeBack(await signInAt(page, 'alice'), { cookie })
    expect(back.headers.get('location')).toBe(path)
  })

  test('comes back nowhere else than to a page of ours', async () => {
    expect((await door().signIn('alice', '//evil.example')).headers.get('location')).toBe('/')
  })

  test('uses the public address and cookies for TLS, behind TLS', async () => {
    const { begin } = door({ publicOrigin: 'https://flowdesk.example' })
    const { answer, page } = await begin()
    expect(new URL(page).searchParams.get('redirect_uri')).toBe('https://flowdesk.example/auth/oidc/callback')
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flowdesk-oidc=.*; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/),
    ])
  })

  test('takes a provider that puts the claims into the ID token and wants the secret in the body', async () => {
    const other = await run({ inIdToken: true, secretBy: 'client_secret_post' })
    try {
      const { signIn, events } = door({ issuer: other.issuer, allow: { groups: 'Support' } })
      expect((await signIn('dave')).headers.get('location')).toBe('/flows?status=active')
      expect(events).toEqual([{ event: 'sign-in', user: 'dave', address: '203.0.113.7' }])
    } finally {
      await other.stop()
    }
  })

  test('takes only GET', async () => {
    const { ask } = door()
    for (const path of ['/auth/oidc', '/auth/oidc/callback']) {
      // oxlint-disable-next-line no-await-in-loop -- two paths
      expect((await ask(path, { method: 'POST' })).status).toBe(405)
    }
  })
})

describe('who may come in', () => {
  test.each<[string, Partial<AllowedTexts>, string]>([
    ['alice', { emails: 'alice@EXAMPLE.com' }, 'Alice@example.com'],
    ['bob', { groups: 'support' }, 'bob@evil-example.com'],
    ['dave', { groups: 'support' }, 'dave'],
  ])('%s, by %j', async (login, allow, user) => {
    const { signIn, events } = door({ allow })
    await signIn(login)
    expect(events).toEqual([{ event: 'sign-in', user, address: '203.0.113.7' }])
  })

  test.each<[string, Partial<AllowedTexts>, string]>([
    ['alice', { groups: 'support' }, 'Alice@example.com'],
    ['bob', { domains: 'example.com' }, 'bob@evil-example.com'],
    ['carol', { domains: 'example.com', emails: 'carol@example.com' }, 'carol'],
    ['dave', { domains: 'example.com' }, 'dave'],
  ])('not %s, by %j, and it is told who it was', async (login, allow, user) => {
    const { signIn, events } = door({ allow })
    expect(refusal(await signIn(login))).toBe('/?sign-in=not-allowed')
    expect(events).toEqual([{ event: 'sign-in-refused', user, address: '203.0.113.7', why: 'not-allowed' }])
  })

  test('not whom the provider itself refuses', async () => {
    const { begin, comeBack, events } = door()
    const { cookie, page } = await begin()
    expect(refusal(await comeBack(await giveUpAt(page), { cookie }))).toBe('/?sign-in=not-allowed')
    expect(events).toEqual([
      expect.objectContaining({ event: 'sign-in-refused', user: null, why: 'access_denied' }),
    ])
  })

  test('not who was let in by other rules', async () => {
    const cookie = cookiesOf(await door().signIn('alice'))
    const { access } = door({ allow: { domains: 'example.org' } })
    expect(await access.identify(visit('/', { cookie }))).toBeNull()
  })
})

const failed = (why: unknown = expect.any(String)) => [
  { event: 'sign-in-refused', user: null, address: '203.0.113.7', why },
]

describe('what comes back wrong', () => {
  test('with another state', async () => {
    const { begin, comeBack, events } = door()
    const { cookie, page } = await begin()
    const address = new URL(await signInAt(page, 'alice'))
    address.searchParams.set('state', 'x'.repeat(43))
    expect(refusal(await comeBack(address.href, { cookie }))).toBe('/?sign-in=failed')
    expect(events).toEqual(failed('OAUTH_INVALID_RESPONSE'))
  })

  test('to somebody else than who began it', async () => {
    const { begin, comeBack, events } = door()
    const { page } = await begin()
    const theirs = await begin()
    const address = await signInAt(page, 'alice')
    expect(refusal(await comeBack(address, { cookie: theirs.cookie }))).toBe('/?sign-in=failed')
    expect(refusal(await comeBack(address, {}))).toBe('/?sign-in=expired')
    expect(events).toEqual([...failed('OAUTH_INVALID_RESPONSE'), ...failed('expired')])
  })

  test('twice', async () => {
    const { begin, comeBack, events } = door()
    const { cookie, page } = await begin()
    const address = await signInAt(page, 'alice')
    expect((await comeBack(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
    // The browser has dropped the cookie by then; whoever kept it fails at the provider.
    expect(refusal(await comeBack(address, {}))).toBe('/?sign-in=expired')
    expect(refusal(await comeBack(address, { cookie }))).toBe('/?sign-in=failed')
    expect(events.slice(1)).toEqual([...failed('expired'), ...failed('invalid_grant')])
  })

  test.each<[string, Record<string, string>, string]>([
    ['another nonce', { nonce: 'x'.repeat(43) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['another PKCE verifier', { verifier: 'x'.repeat(43) }, 'invalid_grant'],
  ])('with %s', async (_, changed, why) => {
    const { begin, comeBack, events } = door()
    const { cookie, page } = await begin()
    const seal = createSeal(sessionKeys(), 'sign-in')
    const sealed = z.record(z.string(), z.unknown()).parse(await seal.open(cookie.split('=')[1] ?? ''))
    const forged = await seal.close({ ...sealed, ...changed })
    const address = await signInAt(page, 'alice')
    expect(refusal(await comeBack(address, { cookie: `flowdesk-oidc=${forged}` }))).toBe('/?sign-in=failed')
    expect(events).toEqual(failed(why))
  })

  test('after more than ten minutes', async () => {
    const clock = { now: Date.parse('2026-11-03T09:00:00Z') }
    const { begin, comeBack, events } = door({ now: () => clock.now })
    const { cookie, page } = await begin()
    const address = await signInAt(page, 'alice')
    clock.now += 600_000
    expect(refusal(await comeBack(address, { cookie }))).toBe('/?sign-in=expired')
    expect(events).toEqual(failed('expired'))
    clock.now -= 1
    expect((await comeBack(address, { cookie })).headers.get('location')).toBe('/flows?status=active')
  })

  test.each([
    '',
    '?code=x',
    '?error=server_error&error_description=hush',
    '?state=%00',
    '?code=a&code=b&state=c',
  ])('as "%s"', async (query) => {
    const { begin, comeBack, events } = door()
    const { cookie } = await begin()
    expect(refusal(await comeBack(`${redirectUri}${query}`, { cookie }))).toBe('/?sign-in=failed')
    expect(events).toEqual(failed())
    expect(JSON.stringify(events)).not.toContain('hush')
  })

  test('with a session in place of the cookie of the sign-in, and the other way round', async () => {
    const { access, begin, comeBack, signIn } = door()
    const [, session = ''] = cookiesOf(await signIn('alice')).split('=')
    const { cookie, page } = await begin()
    const address = await signInAt(page, 'alice')
    expect(refusal(await comeBack(address, { cookie: `flowdesk-oidc=${session}` }))).toBe('/?sign-in=expired')
    const [, sealed = ''] = cookie.split('=')
    expect(await access.identify(visit('/', { cookie: `flowdesk=${sealed}` }))).toBeNull()
  })
})

describe('a provider that is not what it should be', () => {
  const realFetch = globalThis.fetch
  beforeEach(() => void vi.spyOn(globalThis, 'fetch'))
  afterEach(() => vi.mocked(globalThis.fetch).mockRestore())

  /** Changes what the provider answers at addresses that end so. */
  const tamper = (path: string, change: (body: Record<string, unknown>) => Record<string, unknown>) => {
    vi.mocked(globalThis.fetch).mockImplementation(async (...asked) => {
      const answer = await realFetch(...asked)
      if (!new Request(...asked).url.endsWith(path)) return answer
      return Response.json(change(z.record(z.string(), z.unknown()).parse(await answer.json())))
    })
  }

  test('down before: failed, and tried again for the next who asks', async () => {
    const other = await run()
    await other.stop()
    const { ask, begin, events } = door({ issuer: other.issuer })
    expect(refusal(await ask('/auth/oidc?to=/flows'))).toBe('/?sign-in=failed')
    expect(events).toEqual([
      { event: 'sign-in-refused', user: null, address: '203.0.113.7', why: 'ECONNREFUSED' },
    ])
    const back = await run({ port: other.port })
    try {
      expect((await begin()).page).toContain(back.issuer)
    } finally {
      await back.stop()
    }
  })

  test('down in between: failed', async () => {
    const other = await run()
    const { begin, comeBack, events } = door({ issuer: other.issuer })
    const { cookie, page } = await begin()
    const address = await signInAt(page, 'alice')
    await other.stop()
    expect(refusal(await comeBack(address, { cookie }))).toBe('/?sign-in=failed')
    // The second where a connection kept from before has not noticed yet.
    expect(events).toEqual(failed(expect.stringMatching(/^(ECONNREFUSED|UND_ERR_SOCKET)$/)))
  })

  test('that does not know our secret: failed', async () => {
    const { signIn, events } = door({ secret: 'hush-wrong-secret' })
    expect(refusal(await signIn('alice'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ why: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' })])
  })

  test('that says to be another: failed', async () => {
    tamper('/openid-configuration', (body) => ({ ...body, issuer: 'https://evil.example' }))
    const { ask, events } = door()
    expect(refusal(await ask('/auth/oidc'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', user: null })])
  })

  test('whose ID token bears another signature: failed', async () => {
    tamper('/token', (body) => {
      const [head, claims, signature = ''] = String(body['id_token']).split('.')
      return { ...body, id_token: [head, claims, signature.split('').toReversed().join('')].join('.') }
    })
    const { signIn, events } = door()
    expect(refusal(await signIn('alice'))).toBe('/?sign-in=failed')
    expect(events).toEqual([expect.objectContaining({ event: 'sign-in-refused', user: null })])
  })

  test('whose userinfo is of somebody else: failed', async () => {
    tamper('/me', (body) => ({ ...body, sub: 'bob' }))
    const { signIn } = door()
    expect(refusal(await signIn('alice'))).toBe('/?sign-in=failed')
  })
})
