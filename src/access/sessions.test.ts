import fc from 'fast-check'
import { EncryptJWT } from 'jose'
import { describe, expect, test } from 'vitest'

import { keyTexts, sessionKeys } from './for-tests.ts'
import { createSeal } from './seal.ts'
import { createSessions } from './sessions.ts'

const minute = 60_000
const hour = 60 * minute
const begun = Date.parse('2026-11-03T09:00:00Z')
const [one, two] = keyTexts

type Options = { keys?: string; rules?: string; secure?: boolean; idleMinutes?: number; hours?: number }

function sessionsWith(options: Options = {}) {
  const { keys = one, rules = 'r', secure = false, idleMinutes = 60, hours = 12 } = options
  const clock = { now: begun }
  const sessions = createSessions(
    { keys: sessionKeys(keys), idleMinutes, hours },
    { rules, secure, now: () => clock.now },
  )
  return { ...sessions, clock }
}

const bearing = (cookie: string) =>
  new Request('http://127.0.0.1:4173/api/session', { headers: { cookie: cookie.split(';')[0] ?? '' } })

describe('a session', () => {
  test('is whoever began it, and says nothing of it to whoever reads the cookie', async () => {
    const sessions = sessionsWith()
    const cookie = await sessions.begin('alice@example.com')
    expect(await sessions.identify(bearing(cookie))).toEqual({ user: 'alice@example.com' })
    const parts = cookie.split(/[=;.]/).map((part) => Buffer.from(part, 'base64url').toString())
    expect(`${cookie} ${parts.join(' ')}`).not.toContain('alice')
  })

  test('is kept in a cookie that scripts and other sites do not get', async () => {
    expect(await sessionsWith().begin('a')).toMatch(/^flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await sessionsWith({ secure: true }).begin('a')).toMatch(
      /^__Host-flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('is taken away with the attributes it was set with', () => {
    expect(sessionsWith().end()).toBe('flowdesk=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
    expect(sessionsWith({ secure: true }).end()).toBe(
      '__Host-flowdesk=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
    )
  })

  test('is found among other cookies, and nowhere else', async () => {
    const sessions = sessionsWith()
    const [pair = ''] = (await sessions.begin('alice')).split(';')
    const identify = (cookie: string) =>
      sessions.identify(new Request('http://127.0.0.1/', { headers: { cookie } }))
    expect(await identify(`a=b; ${pair};c="d"`)).toEqual({ user: 'alice' })
    expect(await identify(`x${pair}`)).toBeNull()
    expect(await identify(`a=${pair}`)).toBeNull()
    expect(await identify(`__Host-${pair}`)).toBeNull()
    expect(await sessions.identify(new Request('http://127.0.0.1/'))).toBeNull()
  })
})

describe('a session ends', () => {
  test('after the idle time, to the second', async () => {
    const sessions = sessionsWith()
    const cookie = bearing(await sessions.begin('alice'))
    sessions.clock.now = begun + hour - 1
    expect(await sessions.identify(cookie)).toEqual({ user: 'alice' })
    sessions.clock.now = begun + hour
    expect(await sessions.identify(cookie)).toBeNull()
    expect(await sessions.renew(cookie)).toBeNull()
  })

  test('however often it was looked at: only renewing counts as use', async () => {
    const sessions = sessionsWith()
    const cookie = bearing(await sessions.begin('alice'))
    for (let at = 0; at < 60; at += 5) {
      sessions.clock.now = begun + at * minute
      // oxlint-disable-next-line no-await-in-loop -- time goes on
      expect(await sessions.identify(cookie)).not.toBeNull()
    }
    sessions.clock.now = begun + hour
    expect(await sessions.identify(cookie)).toBeNull()
  })

  test('later when renewed, but never later than the absolute time', async () => {
    const sessions = sessionsWith()
    let cookie = await sessions.begin('alice')
    let lasted = 0
    for (let at = 50; at <= 24 * 60; at += 50) {
      sessions.clock.now = begun + at * minute
      // oxlint-disable-next-line no-await-in-loop -- time goes on
      const renewed = await sessions.renew(bearing(cookie))
      if (renewed === null) break
      cookie = renewed
      lasted = at
    }
    expect(lasted).toBe(700)
    sessions.clock.now = begun + 12 * hour - 1
    expect(await sessions.identify(bearing(cookie))).toEqual({ user: 'alice' })
    sessions.clock.now = begun + 12 * hour
    expect(await sessions.identify(bearing(cookie))).toBeNull()
  })

  test('by the settings of the server that is asked', async () => {
    const cookie = bearing(await sessionsWith().begin('alice'))
    const stricter = sessionsWith({ idleMinutes: 5 })
    stricter.clock.now = begun + 6 * minute
    expect(await stricter.identify(cookie)).toBeNull()
  })

  test('when the rules change by which people come in', async () => {
    const cookie = bearing(await sessionsWith({ rules: 'old password' }).begin('alice'))
    expect(await sessionsWith({ rules: 'new password' }).identify(cookie)).toBeNull()
  })
})

describe('keys', () => {
  test('the first encrypts, both decrypt, any other does not', async () => {
    const old = bearing(await sessionsWith({ keys: one }).begin('alice'))
    const rotated = sessionsWith({ keys: `${two},${one}` })
    expect(await rotated.identify(old)).toEqual({ user: 'alice' })
    const renewed = bearing((await rotated.renew(old)) ?? '')
    expect(await sessionsWith({ keys: two }).identify(renewed)).toEqual({ user: 'alice' })
    expect(await sessionsWith({ keys: one }).identify(renewed)).toBeNull()
    expect(await sessionsWith({ keys: two }).identify(old)).toBeNull()
  })

  test('a token made for another purpose with the same key is no session', async () => {
    const sessions = sessionsWith()
    const seconds = begun / 1000
    const claims = { sub: 'mallory', iat: seconds, used: seconds }
    const other = await createSeal(sessionKeys(), 'sign-in').close(claims)
    expect(await sessions.identify(bearing(`flowdesk=${other}`))).toBeNull()
  })

  test.each(['A128CBC-HS256', 'A256GCM'])(
    'a token that says to be %s and bears no purpose is none',
    async (enc) => {
      const sessions = sessionsWith()
      const token = await new EncryptJWT({ sub: 'mallory', iat: begun / 1000, used: begun / 1000 })
        .setProtectedHeader({ alg: 'dir', enc })
        .encrypt(sessionKeys()[0])
      expect(await sessions.identify(bearing(`flowdesk=${token}`))).toBeNull()
    },
  )
})

describe('what is no session identifies nobody, and nothing is thrown', () => {
  test('whatever the cookie holds', async () => {
    const sessions = sessionsWith()
    const token = fc
      .array(fc.base64String({ maxLength: 40 }), { maxLength: 6 })
      .map((parts) => parts.join('.'))
    // Headers hold bytes; what is beyond cannot be sent at all.
    const bytes = fc.string({
      unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, token), fc.boolean(), async (text, named) => {
        const cookie = named ? `flowdesk=${text}` : text
        const request = new Request('http://127.0.0.1/', { headers: { cookie } })
        expect(await sessions.identify(request)).toBeNull()
        expect(await sessions.renew(request)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('a session with one character changed, put in or left out', async () => {
    const sessions = sessionsWith()
    const [, token = ''] = (await sessions.begin('alice')).split(/[=;]/)
    const character = fc.constantFrom('A', 'B', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '~')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.oneof(character, fc.constant('')),
        fc.boolean(),
        async (at, by, instead) => {
          const changed = token.slice(0, at) + by + token.slice(at + (instead ? 1 : 0))
          fc.pre(changed !== token && !isSameBytes(changed, token))
          expect(await sessions.identify(bearing(`flowdesk=${changed}`))).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a cookie longer than browsers keep', async () => {
    const sessions = sessionsWith()
    const cookie = await sessions.begin('x'.repeat(4000))
    expect(await sessions.identify(bearing(cookie))).toBeNull()
  })
})

/** The last character of a base64url part holds bits that no byte takes: another one there may be the same token. */
function isSameBytes(a: string, b: string): boolean {
  return a.length === b.length && bytesOf(a) === bytesOf(b)
}

function bytesOf(token: string): string {
  return token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.')
}
