import { describe, expect, test } from 'vitest'

import { parseOidcUser } from './oidc-user.ts'

const sub = '248289761001'
const userOf = (claims: object) => parseOidcUser({ sub, ...claims }, 'groups')

describe('a user from claims', () => {
  test.each<[object, string, string | null]>([
    [
      { email: 'a@example.com', email_verified: true, preferred_username: 'al' },
      'a@example.com',
      'a@example.com',
    ],
    [{ email: 'a@example.com' }, 'a@example.com', 'a@example.com'],
    [{ email: 'a@example.com', email_verified: 'true' }, 'a@example.com', 'a@example.com'],
    [{ email: 'a@example.com', email_verified: false, preferred_username: 'al' }, 'al', null],
    [{ email: 'a@example.com', email_verified: 'false' }, sub, null],
    [{ email: 'a@b@example.com' }, sub, null],
    [{ email: '', preferred_username: ' al ' }, 'al', null],
    [{ preferred_username: 'al\u0000' }, sub, null],
    [{}, sub, null],
  ])('%j has the name %s', (claims, user, email) => {
    expect(userOf(claims)).toEqual({ user, email, groups: [] })
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
  ])('has the groups of %j', (groups, expected) => {
    expect(userOf({ groups })?.groups).toEqual(expected)
  })
})
