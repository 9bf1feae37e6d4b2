import { expect, test } from 'vitest'

import { sortKeys } from '#search/query/list-query.ts'

import { defaultColumns } from './default-columns.tsx'

test('every sort key has a column, and only these columns are sortable', () => {
  const sortable = defaultColumns.filter(({ meta }) => meta?.isSortable === true)
  expect(new Set(sortable.map(({ id }) => id))).toEqual(new Set(sortKeys))
})
