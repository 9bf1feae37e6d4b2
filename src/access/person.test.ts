import { describe, expect, test } from 'vitest'

import { readPerson } from './person.ts'

const sub = '248289761001'
const person = (claims: object) => readPerson({ sub, ...claims }, 'groups')

describe('whom a provider vouches for', () => {
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
  ])('%j is called %s', (claims, user, email) => {
    expect(person(claims)).toEqual({ user, email, groups: [] })
  })

  test('is nobody without a name that can be shown', () => {
    expect(person({ sub: '\n' })).toBeNull()
    expect(person({ sub: 'x'.repeat(201) })).toBeNull()
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
  ])('with the groups %j', (groups, expected) => {
    expect(person({ groups })?.groups).toEqual(expected)
  })
})
