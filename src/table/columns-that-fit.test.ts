import { expect, test } from 'vitest'

import { columnsThatFit } from './columns-that-fit.ts'

const column = (label: string, least: number, yields: number) => ({
  meta: { label, least, yields, track: '1fr' },
})
const columns = [column('a', 100, 0), column('b', 100, 2), column('c', 100, 1), column('d', 100, 0)]
const fitting = (width: number) =>
  columnsThatFit(columns, width)
    .map(({ meta }) => meta.label)
    .join('')

test('columns yield by their number and keep their order', () => {
  expect(fitting(424)).toBe('abcd')
  expect(fitting(423)).toBe('acd')
  expect(fitting(323)).toBe('ad')
  expect(fitting(10)).toBe('ad')
})

test('before anything is measured all are there', () => {
  expect(fitting(0)).toBe('abcd')
})
