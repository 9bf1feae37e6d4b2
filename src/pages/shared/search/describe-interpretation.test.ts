import { expect, test } from 'vitest'

import { parseSearch } from '#search/interpret/parse-search.ts'

import { describeInterpretation } from './describe-interpretation.ts'

test.each([
  ['', ''],
  ['parcel', 'The contact or the context contains “parcel”.'],
  ['where is parcel', 'The contact or the context contains “where”, “is” and “parcel”.'],
  [
    'where -refund is',
    'The contact or the context contains “where” and “is”. Excludes runs where the contact or the context contains “refund”.',
  ],
])('%o is described as %o', (typed, summary) => {
  expect(describeInterpretation(parseSearch(typed))).toBe(summary)
})

test('a recognised value, and a word with a remark, keeps its own sentence', () => {
  const summary = describeInterpretation(parseSearch('lost (415) 555-0199 note:urgent parcel'))
  expect(summary).toContain('contains “lost” and “parcel”.')
  expect(summary).toContain('number')
  expect(summary).toContain('“note” isn’t a field')
})
