import { expect, test } from 'vitest'

import { parseSearch } from './parse-search.ts'

/** What the terms of a text search for in contacts. */
function contained(typed: string): string[][] {
  return parseSearch(typed).search.terms.map(({ predicates }) =>
    predicates.flatMap((each) =>
      each.on === 'contact' && 'contains' in each.match ? [each.match.contains] : [],
    ),
  )
}

test.each([
  'jane@example.com',
  'jane@example.com,',
  '<jane@example.com>',
  '(jane@example.com).',
  "'jane@example.com'",
  'mailto:jane@example.com',
  'MAILTO:jane@example.com?subject=Hello',
  '[jane@example.com](mailto:jane@example.com)',
  'Email: jane@example.com',
  'Email:jane@example.com',
  'e-mail jane@example.com',
  'email=jane@example.com',
  'contact:<jane@example.com>',
  'Jane Doe <jane@example.com>',
  '"Doe, Jane" <jane@example.com>',
  'From: Jane Doe <jane@example.com>',
  'Customer jane@example.com called twice',
])('%s finds the e-mail address', (typed) => {
  expect(contained(typed)).toEqual([['jane@example.com']])
})

test.each(['jane@example.com;bob@example.com', 'Jane <jane@example.com>, "Bob" <bob@example.com>'])(
  '%s finds the runs of both',
  (typed) => {
    expect(contained(typed)).toEqual([['jane@example.com', 'bob@example.com']])
  },
)

test('the name before a number or an address in angle brackets is not searched, and the page says so', () => {
  for (const [typed, name] of [
    ['Jane Doe <+12025550123>', 'Jane Doe'],
    ['To: "Doe, Jane" <+1 202 555 0123>', 'To: "Doe, Jane"'],
    ['Jane <sip:jane@example.com>', 'Jane'],
  ] as const) {
    const { search, interpretations } = parseSearch(typed)
    expect(search.terms).toHaveLength(1)
    expect(interpretations.at(-1)).toMatchObject({
      typed: name,
      sentence: expect.stringContaining('searched'),
    })
  }
})

test('other words are searched: beside an address without brackets, in brackets, with digits, or in part an address', () => {
  expect(contained('refund jane@example.com')).toEqual([['refund'], ['jane@example.com']])
  expect(contained('<b>Jane</b>')).toEqual([['<b>Jane</b>']])
  expect(contained('order-10042 <jane@example.com>')).toEqual([['order-10042'], ['jane@example.com']])
  expect(contained('@example.com')).toEqual([['@example.com']])
  expect(contained('jane@example.com/inbox')).toEqual([['jane@example.com/inbox']])
})
