import { expect, test } from 'vitest'

import { recentSearches, addRecentSearch } from './recent-searches.ts'

test('lists the last eight searches, newest first, without duplicates', () => {
  for (const text of ['a', 'b', '', 'a', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) addRecentSearch(text)
  expect(recentSearches()).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'c', 'a'])
})
