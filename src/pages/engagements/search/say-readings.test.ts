import { expect, test } from 'vitest'

import { parseSearch } from '#search/parse-search.ts'

import { sayReadings } from './say-readings.ts'

test.each([
  ['', ''],
  ['parcel', 'The contact or a value in the context holds “parcel”.'],
  ['where is parcel', 'The contact or values in the context hold “where”, “is” and “parcel”.'],
  [
    'where -refund is',
    'The contact or values in the context hold “where” and “is”. Leaves out runs where the contact or a value in the context holds “refund”.',
  ],
])('%o is said as %o', (typed, said) => {
  expect(sayReadings(parseSearch(typed))).toBe(said)
})

test('what is recognised, and what has a remark, keeps its own sentence', () => {
  const said = sayReadings(parseSearch('lost (415) 555-0199 note:urgent parcel'))
  expect(said).toContain('hold “lost” and “parcel”.')
  expect(said).toContain('number')
  expect(said).toContain('“note” is no field')
})
