import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import type { AuthEvent } from './auth-request.ts'
import {
  responseCookies,
  testKeys,
  createTestAuth,
  testOrigin,
  testSessionKeys,
  type AuthRequestInit,
} from './testing/helpers.ts'
import { hashPassword, parsePasswordHash } from './password/password-hash.ts'
import { parseIpAllowlist } from './ip-allowlist.ts'
import { oidcTestClient, startOidcProvider, signInAtProvider } from './testing/oidc-provider.ts'
import type { AuthSettings } from './settings.ts'

/** Goes through every way to sign in and to fail: no event and no response contains a secret. */

const session = { keys: testSessionKeys(), idleMinutes: 60, hours: 12 }
const recorded: { event: AuthEvent[]; response: string[] } = { event: [], response: [] }
let provider: Awaited<ReturnType<typeof startOidcProvider>>

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const accounts = [
    { sub: 'alice', email: 'alice@example.com', email_verified: true },
    { sub: 'mallory', email: 'mallory@evil.example', email_verified: true },
  ]
  provider = await startOidcProvider({ redirectUri: `${testOrigin}/auth/oidc/callback`, accounts })
})
afterAll(() => provider.stop())

/** An `Auth` whose events and responses are recorded: status, headers except the cookies it sets, and body. */
function createRecordedAuth(settings: AuthSettings) {
  const { sendRequest, events } = createTestAuth(settings)
  return async (path: string, init?: AuthRequestInit) => {
    const response = await sendRequest(path, init)
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
    recorded.response.push(JSON.stringify([response.status, headers, await response.clone().text()]))
    recorded.event.push(...events.splice(0))
    return response
  }
}

test('no event and no response contains a password, key, hash, code or token', async () => {
  const secrets: string[] = [...testKeys, oidcTestClient.secret]
  const password = 'hush-right-password'
  const wrong = 'hush-wrong-password'
  const line = await hashPassword(password, { ln: 14, r: 8, p: 1 })
  const parsed = parsePasswordHash(line)
  if ('error' in parsed) throw new Error(parsed.error)
  secrets.push(password, wrong, ...line.split('$').slice(2))

  const atPassword = createRecordedAuth({ kind: 'password', hash: parsed.hash, session })
  const path = '/api/session/password'
  const post = (given: string, init?: AuthRequestInit) =>
    atPassword(path, { method: 'POST', body: JSON.stringify({ password: given }), ...init })
  const cookie = responseCookies(await post(password))
  secrets.push(cookie.split('=')[1] ?? '')
  await post(wrong, { headers: { origin: 'https://evil.example' } })
  await post(wrong, { headers: { 'content-type': 'text/plain' } })
  await post(wrong.repeat(1000))
  await atPassword(path, { method: 'POST', body: wrong })
  await atPassword(`${path}?password=${wrong}`, { method: 'PUT', body: wrong })
  while ((await post(wrong)).status !== 429);
  for (const method of ['GET', 'POST', 'DELETE']) {
    await atPassword('/api/session', { method, cookie })
  }
  await atPassword('/api/session', { method: 'POST', cookie: `${cookie}x` })

  const atOidc = (issuer = provider.issuer, clientSecret = oidcTestClient.secret) =>
    createRecordedAuth({
      kind: 'oidc',
      oidc: {
        issuer: new URL(issuer),
        clientId: oidcTestClient.id,
        clientSecret,
        groupsClaim: 'groups',
        allowed: { domains: ['example.com'], emails: [], groups: [] },
        trustEmail: false,
        logout: false,
      },
      session,
    })
  const finishSignIn = async (
    login: string,
    sendRequest = atOidc(),
    change: (url: URL) => void = () => {},
  ) => {
    const start = await sendRequest('/auth/oidc?to=/flows')
    // The URL of the provider's page contains the state, as it must. Later responses may not.
    recorded.response.pop()
    const callback = new URL(await signInAtProvider(start.headers.get('location') ?? '', login))
    secrets.push(callback.searchParams.get('code') ?? '', callback.searchParams.get('state') ?? '')
    secrets.push(responseCookies(start).split('=')[1] ?? '')
    change(callback)
    const repeat = () =>
      sendRequest(`${callback.pathname}${callback.search}`, { cookie: responseCookies(start) })
    const response = await repeat()
    secrets.push(...responseCookies(response).split('=').slice(1))
    return repeat
  }
  const repeat = await finishSignIn('alice')
  await repeat()
  await finishSignIn('mallory')
  await finishSignIn('alice', atOidc(), (url) => url.searchParams.set('state', 'x'))
  await finishSignIn('alice', atOidc(), (url) => url.searchParams.set('iss', 'hush-issuer'))
  await finishSignIn('alice', atOidc(), (url) => url.searchParams.set('error', 'access_denied'))
  secrets.push('hush-other-secret')
  await finishSignIn('alice', atOidc(provider.issuer, 'hush-other-secret'))
  await atOidc()('/auth/oidc/callback?code=hush-code&state=hush-state&error=hush-error')
  const stopped = await startOidcProvider({ redirectUri: `${testOrigin}/`, accounts: [] })
  await stopped.stop()
  await atOidc(stopped.issuer)('/auth/oidc')

  const peers = parseIpAllowlist('ACCESS_HEADER_PEERS', '10.0.0.7')
  if ('error' in peers) throw new Error(peers.error)
  const atHeader = createRecordedAuth({ kind: 'header', header: 'x-user', peers: peers.peers, keys: null })
  await atHeader('/api/session', { headers: { 'x-user': 'hush-forged-name' } })
  await atHeader('/api/session', { headers: { 'x-user': `hush\t${'x'.repeat(300)}` }, peer: '10.0.0.7' })

  expect(new Set(recorded.event.map(({ event, reason }) => `${event}: ${reason ?? ''}`))).toEqual(
    new Set([
      'sign-in: ',
      'sign-out: ',
      'sign-in-refused: request from another site',
      'sign-in-refused: not JSON',
      'sign-in-refused: too long',
      'sign-in-refused: wrong password',
      'sign-in-refused: too many attempts',
      'sign-in-refused: invalid_grant',
      'sign-in-refused: not-allowed',
      'sign-in-refused: access_denied',
      'sign-in-refused: OAUTH_INVALID_RESPONSE',
      'sign-in-refused: OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      'sign-in-refused: expired',
      'sign-in-refused: ECONNREFUSED',
      'sign-in-refused: header from a peer that is not listed',
      'sign-in-refused: no usable name in the header, or several',
    ]),
  )
  const all = JSON.stringify(recorded)
  expect(secrets.length).toBeGreaterThan(20)
  for (const secret of secrets.filter((text) => text !== '')) expect(all).not.toContain(secret)
  expect(all).not.toContain('hush')
  expect(all).not.toMatch(/node_modules|\.ts:\d|^\s+at /m)
})
