import { expect, test } from 'vitest'

import { parseEndedPeople } from './ended-people.ts'

const now = () => Date.parse('2026-11-30T12:00:00Z')

test('names with times, of which the latest counts for a name', () => {
  const text =
    'Ada@example.com=2026-11-30T10:00:00Z, cn=grace = 2026-11-29T08:30Z,ada@example.com=2026-11-01T00:00:00Z'
  expect(parseEndedPeople(text, now)).toEqual({
    people: new Map([
      ['ada@example.com', Date.parse('2026-11-30T10:00:00Z')],
      ['cn=grace', Date.parse('2026-11-29T08:30:00Z')],
    ]),
  })
})

test.each([
  'ada@example.com',
  '=2026-11-30T10:00:00Z',
  'ada@example.com=',
  'ada@example.com=yesterday',
  'ada@example.com=2026-11-30',
  'ada@example.com=2026-11-30T10:00:00+01:00',
  'ada@example.com=2026-13-30T10:00:00Z',
  'ada@example.com=2026-11-30T10:00:00Z,',
])('%s is refused with an example', (text) => {
  expect(parseEndedPeople(text, now)).toEqual({
    error: expect.stringMatching(/^SESSIONS_ENDED must be names with a time in UTC.*such as .*Z: correct it/),
  })
})

test('a time that is still to come is refused', () => {
  expect(parseEndedPeople('ada@example.com=2026-11-30T12:00:01Z', now)).toEqual({
    error: 'SESSIONS_ENDED has a time in the future (2026-11-30T12:00:01Z): use the time now, in UTC.',
  })
})
