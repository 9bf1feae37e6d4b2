import { expect, test } from 'vitest'

import { recentSearches, remember } from './recent-searches.ts'

test('the last eight, the latest first, each once', () => {
  for (const text of ['a', 'b', '', 'a', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) remember(text)
  expect(recentSearches()).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'c', 'a'])
})
