import fc from 'fast-check'
import { EncryptJWT } from 'jose'
import { describe, expect, test } from 'vitest'

import { testKeys, testSessionKeys } from '#auth/testing/helpers.ts'
import type { EndedPeople } from './ended-people.ts'
import { createTokenCipher } from './encrypted-token.ts'
import { createSessions } from './sessions.ts'

const minute = 60_000
const hour = 60 * minute
const startTime = Date.parse('2026-11-03T09:00:00Z')
const [one, two] = testKeys

type Options = {
  keys?: string
  policyFingerprint?: string
  secure?: boolean
  idleMinutes?: number
  hours?: number
  endedPeople?: EndedPeople
}

function sessionsWith(options: Options = {}) {
  const {
    keys = one,
    policyFingerprint = 'r',
    secure = false,
    idleMinutes = 60,
    hours = 12,
    endedPeople,
  } = options
  const clock = { now: startTime }
  const sessions = createSessions(
    { keys: testSessionKeys(keys), idleMinutes, hours, ...(endedPeople && { endedPeople }) },
    { policyFingerprint, secure, now: () => clock.now },
  )
  return { ...sessions, clock }
}

const requestWithCookie = (cookie: string) =>
  new Request('http://127.0.0.1:4173/api/session', { headers: { cookie: cookie.split(';')[0] ?? '' } })

describe('a session', () => {
  test('identifies its user, and its cookie does not reveal the name', async () => {
    const sessions = sessionsWith()
    const cookie = await sessions.create('alice@example.com')
    expect(await sessions.identify(requestWithCookie(cookie))).toEqual({ user: 'alice@example.com' })
    const decoded = cookie.split(/[=;.]/).map((segment) => Buffer.from(segment, 'base64url').toString())
    expect(`${cookie} ${decoded.join(' ')}`).not.toContain('alice')
  })

  test('is stored in a cookie that scripts and other sites cannot use', async () => {
    expect(await sessionsWith().create('a')).toMatch(/^flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await sessionsWith({ secure: true }).create('a')).toMatch(
      /^__Host-flowdesk=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('is deleted with the attributes it was set with', async () => {
    const nobody = new Request('http://127.0.0.1/')
    expect(await sessionsWith().end(nobody)).toBe('flowdesk=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
    expect(await sessionsWith({ secure: true }).end(nobody)).toBe(
      '__Host-flowdesk=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
    )
  })

  test('is found among other cookies, under its exact name only', async () => {
    const sessions = sessionsWith()
    const [pair = ''] = (await sessions.create('alice')).split(';')
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
  test('for one person, if it began before the time that the settings name', async () => {
    const [before, other] = await Promise.all([
      sessionsWith().create('Alice@example.com'),
      sessionsWith().create('bob@example.com'),
    ])
    const ended = sessionsWith({ endedPeople: new Map([['alice@example.com', startTime + 500]]) })
    expect(await ended.identify(requestWithCookie(before))).toBeNull()
    expect(await ended.renew(requestWithCookie(before))).toBeNull()
    expect(await ended.identify(requestWithCookie(other))).toEqual({ user: 'bob@example.com' })
    ended.clock.now += 1000
    const after = await ended.create('Alice@example.com')
    expect(await ended.identify(requestWithCookie(after))).toEqual({ user: 'Alice@example.com' })
  })

  test('for copies of its cookie as well, earlier ones included, but not for others of the user', async () => {
    const sessions = sessionsWith()
    const [cookie, other] = [await sessions.create('alice'), await sessions.create('alice')]
    sessions.clock.now += minute
    const renewed = await sessions.renew(requestWithCookie(cookie))
    await sessions.end(requestWithCookie(renewed ?? ''))
    expect(await sessions.identify(requestWithCookie(cookie))).toBeNull()
    expect(await sessions.identify(requestWithCookie(renewed ?? ''))).toBeNull()
    expect(await sessions.renew(requestWithCookie(cookie))).toBeNull()
    expect(await sessions.identify(requestWithCookie(other))).toEqual({ user: 'alice' })
  })

  test('before it begins: a cookie from the future is refused, beyond what clocks may differ by', async () => {
    const sessions = sessionsWith()
    const cookie = requestWithCookie(await sessions.create('alice'))
    sessions.clock.now = startTime - minute
    expect(await sessions.identify(cookie)).toEqual({ user: 'alice' })
    sessions.clock.now -= 1000
    expect(await sessions.identify(cookie)).toBeNull()
  })

  test('after the idle time, to the second', async () => {
    const sessions = sessionsWith()
    const cookie = requestWithCookie(await sessions.create('alice'))
    sessions.clock.now = startTime + hour - 1
    expect(await sessions.identify(cookie)).toEqual({ user: 'alice' })
    sessions.clock.now = startTime + hour
    expect(await sessions.identify(cookie)).toBeNull()
    expect(await sessions.renew(cookie)).toBeNull()
  })

  test('however often it is used: only renewing extends it', async () => {
    const sessions = sessionsWith()
    const cookie = requestWithCookie(await sessions.create('alice'))
    for (let at = 0; at < 60; at += 5) {
      sessions.clock.now = startTime + at * minute
      expect(await sessions.identify(cookie)).not.toBeNull()
    }
    sessions.clock.now = startTime + hour
    expect(await sessions.identify(cookie)).toBeNull()
  })

  test('later when renewed, but never after its maximum duration', async () => {
    const sessions = sessionsWith()
    let cookie = await sessions.create('alice')
    let lasted = 0
    for (let at = 50; at <= 24 * 60; at += 50) {
      sessions.clock.now = startTime + at * minute
      const renewed = await sessions.renew(requestWithCookie(cookie))
      if (renewed === null) break
      cookie = renewed
      lasted = at
    }
    expect(lasted).toBe(700)
    sessions.clock.now = startTime + 12 * hour - 1
    expect(await sessions.identify(requestWithCookie(cookie))).toEqual({ user: 'alice' })
    sessions.clock.now = startTime + 12 * hour
    expect(await sessions.identify(requestWithCookie(cookie))).toBeNull()
  })

  test('by the settings of the server that gets the request', async () => {
    const cookie = requestWithCookie(await sessionsWith().create('alice'))
    const stricter = sessionsWith({ idleMinutes: 5 })
    stricter.clock.now = startTime + 6 * minute
    expect(await stricter.identify(cookie)).toBeNull()
  })

  test('when the sign-in rules change', async () => {
    const cookie = requestWithCookie(
      await sessionsWith({ policyFingerprint: 'old password' }).create('alice'),
    )
    expect(await sessionsWith({ policyFingerprint: 'new password' }).identify(cookie)).toBeNull()
  })
})

describe('keys', () => {
  test('the first encrypts, both decrypt, and no other key does', async () => {
    const old = requestWithCookie(await sessionsWith({ keys: one }).create('alice'))
    const rotated = sessionsWith({ keys: `${two},${one}` })
    expect(await rotated.identify(old)).toEqual({ user: 'alice' })
    const renewed = requestWithCookie((await rotated.renew(old)) ?? '')
    expect(await sessionsWith({ keys: two }).identify(renewed)).toEqual({ user: 'alice' })
    expect(await sessionsWith({ keys: one }).identify(renewed)).toBeNull()
    expect(await sessionsWith({ keys: two }).identify(old)).toBeNull()
  })

  test('a token made for another purpose with the same key is no session', async () => {
    const sessions = sessionsWith()
    const seconds = startTime / 1000
    const claims = { sub: 'mallory', iat: seconds, used: seconds }
    const other = await createTokenCipher(testSessionKeys(), 'sign-in').encrypt(claims)
    expect(await sessions.identify(requestWithCookie(`flowdesk=${other}`))).toBeNull()
  })

  test.each(['A128CBC-HS256', 'A256GCM'])('a %s token without a purpose is no session', async (enc) => {
    const sessions = sessionsWith()
    const token = await new EncryptJWT({ sub: 'mallory', iat: startTime / 1000, used: startTime / 1000 })
      .setProtectedHeader({ alg: 'dir', enc })
      .encrypt(testSessionKeys()[0])
    expect(await sessions.identify(requestWithCookie(`flowdesk=${token}`))).toBeNull()
  })
})

describe('an invalid session identifies nobody, and nothing is thrown', () => {
  test('for any cookie', async () => {
    const sessions = sessionsWith()
    const token = fc
      .array(fc.base64String({ maxLength: 40 }), { maxLength: 6 })
      .map((parts) => parts.join('.'))
    // Headers contain bytes; other characters cannot be sent.
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

  test('for a session with one character changed, inserted or removed', async () => {
    const sessions = sessionsWith()
    const [, token = ''] = (await sessions.create('alice')).split(/[=;]/)
    const character = fc.constantFrom('A', 'B', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '~')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.oneof(character, fc.constant('')),
        fc.boolean(),
        async (index, inserted, replaces) => {
          const changed = token.slice(0, index) + inserted + token.slice(index + (replaces ? 1 : 0))
          fc.pre(changed !== token && !isSameBytes(changed, token))
          expect(await sessions.identify(requestWithCookie(`flowdesk=${changed}`))).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  test('for a cookie longer than browsers store', async () => {
    const sessions = sessionsWith()
    const cookie = await sessions.create('x'.repeat(4000))
    expect(await sessions.identify(requestWithCookie(cookie))).toBeNull()
  })
})

/** The last base64url character of a segment has unused bits: another character there may be the same token. */
function isSameBytes(a: string, b: string): boolean {
  return a.length === b.length && bytesOf(a) === bytesOf(b)
}

function bytesOf(token: string): string {
  return token
    .split('.')
    .map((segment) => Buffer.from(segment, 'base64url').toString('hex'))
    .join('.')
}
