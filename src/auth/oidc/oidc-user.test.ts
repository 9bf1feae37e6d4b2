import { describe, expect, test } from 'vitest'

import type { Claims } from './oidc-client.ts'
import { parseOidcUser } from './oidc-user.ts'

const sub = '248289761001'
const email = 'a@example.com'

type Fields = Omit<Claims, 'sub'> & { sub?: string }

function userOf(idToken: Fields, userInfo: Fields | null = null, trustEmail = false) {
  const claims = { idToken: { sub, ...idToken }, userInfo: userInfo && { sub, ...userInfo } }
  return parseOidcUser(claims, { groupsClaim: 'groups', trustEmail })
}

describe('a user from claims', () => {
  test.each<[Fields, string, string | null]>([
    [{ email, email_verified: true, preferred_username: 'al' }, email, email],
    [{ email, email_verified: 'true' }, email, email],
    [{ email, preferred_username: 'al' }, 'al', null],
    [{ email: 'a@b@example.com', email_verified: true }, sub, null],
    [{ email: '', email_verified: true, preferred_username: ' al ' }, 'al', null],
    [{ preferred_username: 'al\u0000' }, sub, null],
    [{}, sub, null],
  ])('%j has the name %s', (claims, user, address) => {
    expect(userOf(claims)).toEqual({ user, email: address, groups: [] })
  })

  test('is null without a usable name', () => {
    expect(userOf({ sub: '\n' })).toBeNull()
    expect(userOf({ sub: 'x'.repeat(201) })).toBeNull()
  })

  test.each<[unknown, string[]]>([
    [
      ['support', 'sales'],
      ['support', 'sales'],
    ],
    ['support', ['support']],
    [['support', 7, null, ['sales']], ['support']],
    [{ support: true }, []],
    [null, []],
    [undefined, []],
  ])('has the groups of %j, from either source', (groups, expected) => {
    expect(userOf({ groups })?.groups).toEqual(expected)
    expect(userOf({}, { groups })?.groups).toEqual(expected)
  })
})

describe('an e-mail address', () => {
  const unverified = [false, 'false', null, 0, 1, 'yes', 'TRUE', [true], {}]

  test.each(unverified)('with email_verified %j never counts', (email_verified) => {
    for (const trustEmail of [false, true]) {
      expect(userOf({ email, email_verified }, null, trustEmail)?.email).toBeNull()
      expect(userOf({}, { email, email_verified }, trustEmail)?.email).toBeNull()
      expect(userOf({ email }, { email, email_verified }, trustEmail)?.email).toBeNull()
      expect(userOf({ email }, { email_verified }, trustEmail)?.email).toBeNull()
    }
  })

  test('without email_verified counts only where the setting says so', () => {
    for (const [idToken, userInfo] of [
      [{ email }, null],
      [{ email }, {}],
      [{}, { email }],
    ] as const) {
      expect(userOf(idToken, userInfo)?.email).toBeNull()
      expect(userOf(idToken, userInfo, true)?.email).toBe(email)
    }
  })

  test('and its flag come from one source', () => {
    const other = 'b@example.com'
    expect(userOf({ email }, { email: other, email_verified: true })?.email).toBe(other)
    expect(userOf({ email }, { email_verified: true })?.email).toBeNull()
    expect(userOf({ email_verified: true }, { email })?.email).toBeNull()
    expect(
      userOf({ email, email_verified: false }, { email: other, email_verified: true }, true)?.email,
    ).toBeNull()
    expect(userOf({ email, email_verified: true }, { email: other, email_verified: false })?.email).toBe(
      email,
    )
  })
})
