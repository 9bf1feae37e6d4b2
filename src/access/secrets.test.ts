import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import type { AccessEvent } from './access.ts'
import { cookiesOf, keyTexts, openDoor, origin, sessionKeys, type VisitInit } from './for-tests.ts'
import { hashPassword, readPasswordHash } from './password-hash.ts'
import { readPeers } from './peers.ts'
import { client, runProvider, signInAt } from './provider-for-tests.ts'
import type { AccessSettings } from './settings.ts'

/** Every way to fail and to come in, each told and answered without a word of what was secret in it. */

const session = { keys: sessionKeys(), idleMinutes: 60, hours: 12 }
const said: { event: AccessEvent[]; answer: string[] } = { event: [], answer: [] }
let provider: Awaited<ReturnType<typeof runProvider>>

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const accounts = [
    { sub: 'alice', email: 'alice@example.com' },
    { sub: 'mallory', email: 'mallory@evil.example' },
  ]
  provider = await runProvider({ redirectUri: `${origin}/auth/oidc/callback`, accounts })
})
afterAll(() => provider.stop())

/** A door that keeps what it tells and answers: status, headers but the cookies it sets, and body. */
function overheard(settings: AccessSettings) {
  const { ask, events } = openDoor(settings)
  return async (path: string, init?: VisitInit) => {
    const answer = await ask(path, init)
    const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie')
    said.answer.push(JSON.stringify([answer.status, headers, await answer.clone().text()]))
    said.event.push(...events.splice(0))
    return answer
  }
}

test('passwords, keys, hashes, codes and tokens are in no event and no answer', async () => {
  const secrets: string[] = [...keyTexts, client.secret]
  const password = 'hush-right-password'
  const wrong = 'hush-wrong-password'
  const line = await hashPassword(password, { ln: 14, r: 8, p: 1 })
  const read = readPasswordHash(line)
  if ('wrong' in read) throw new Error(read.wrong)
  secrets.push(password, wrong, ...line.split('$').slice(2))

  const atPassword = overheard({ kind: 'password', hash: read.hash, session })
  const path = '/api/session/password'
  const post = (word: string, init?: VisitInit) =>
    atPassword(path, { method: 'POST', body: JSON.stringify({ password: word }), ...init })
  const cookie = cookiesOf(await post(password))
  secrets.push(cookie.split('=')[1] ?? '')
  await post(wrong, { headers: { origin: 'https://evil.example' } })
  await post(wrong, { headers: { 'content-type': 'text/plain' } })
  await post(wrong.repeat(1000))
  await atPassword(path, { method: 'POST', body: wrong })
  await atPassword(`${path}?password=${wrong}`, { method: 'PUT', body: wrong })
  // oxlint-disable-next-line no-await-in-loop -- one after the other, until it must wait
  while ((await post(wrong)).status !== 429);
  for (const method of ['GET', 'POST', 'DELETE']) {
    // oxlint-disable-next-line no-await-in-loop -- three methods
    await atPassword('/api/session', { method, cookie })
  }
  await atPassword('/api/session', { method: 'POST', cookie: `${cookie}x` })

  const atOidc = (issuer = provider.issuer, clientSecret = client.secret) =>
    overheard({
      kind: 'oidc',
      oidc: {
        issuer: new URL(issuer),
        clientId: client.id,
        clientSecret,
        groupsClaim: 'groups',
        allowed: { domains: ['example.com'], emails: [], groups: [] },
      },
      session,
    })
  const comeBack = async (login: string, ask = atOidc(), change: (url: URL) => void = () => {}) => {
    const begun = await ask('/auth/oidc?to=/flows')
    // What the provider's page must be told, its address holds; from here on it is past.
    said.answer.pop()
    const back = new URL(await signInAt(begun.headers.get('location') ?? '', login))
    secrets.push(back.searchParams.get('code') ?? '', back.searchParams.get('state') ?? '')
    secrets.push(cookiesOf(begun).split('=')[1] ?? '')
    change(back)
    const again = () => ask(`${back.pathname}${back.search}`, { cookie: cookiesOf(begun) })
    const answer = await again()
    secrets.push(...cookiesOf(answer).split('=').slice(1))
    return again
  }
  const again = await comeBack('alice')
  await again()
  await comeBack('mallory')
  await comeBack('alice', atOidc(), (url) => url.searchParams.set('state', 'x'))
  await comeBack('alice', atOidc(), (url) => url.searchParams.set('error', 'access_denied'))
  secrets.push('hush-other-secret')
  await comeBack('alice', atOidc(provider.issuer, 'hush-other-secret'))
  await atOidc()('/auth/oidc/callback?code=hush-code&state=hush-state&error=hush-error')
  const gone = await runProvider({ redirectUri: `${origin}/`, accounts: [] })
  await gone.stop()
  await atOidc(gone.issuer)('/auth/oidc')

  const peers = readPeers('ACCESS_HEADER_PEERS', '10.0.0.7')
  if ('wrong' in peers) throw new Error(peers.wrong)
  const atHeader = overheard({ kind: 'header', header: 'x-user', peers: peers.peers })
  await atHeader('/api/session', { headers: { 'x-user': 'hush-forged-name' } })
  await atHeader('/api/session', { headers: { 'x-user': `hush\t${'x'.repeat(300)}` }, peer: '10.0.0.7' })

  expect(new Set(said.event.map(({ event, why }) => `${event}: ${why ?? ''}`))).toEqual(
    new Set([
      'sign-in: ',
      'sign-out: ',
      'sign-in-refused: the page of another site asked',
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
      'sign-in-refused: the header came from a peer that is not listed',
      'sign-in-refused: the header holds no name that can be used',
    ]),
  )
  const all = JSON.stringify(said)
  expect(secrets.length).toBeGreaterThan(20)
  for (const secret of secrets.filter((text) => text !== '')) expect(all).not.toContain(secret)
  expect(all).not.toContain('hush')
  expect(all).not.toMatch(/node_modules|\.ts:\d|^\s+at /m)
})
