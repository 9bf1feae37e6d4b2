import { expect, test } from 'vitest'

import { parseSort, serializeSort } from './sort-param.ts'
import { sortKeys } from './list-query.ts'

test.each(sortKeys)('parseSort is the inverse of serializeSort for %s', (by) => {
  for (const descending of [true, false]) {
    expect(parseSort(serializeSort({ by, descending }))).toEqual({ by, descending })
  }
})

test.each(['', '-', '--started', 'sid', ' started'])('"%s" is not a sort', (text) => {
  expect(parseSort(text)).toBeNull()
})

test('a plus says that the order is ascending', () => {
  expect(parseSort('+Started')).toEqual({ by: 'started', descending: false })
})
