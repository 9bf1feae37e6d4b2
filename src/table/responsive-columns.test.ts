import { expect, test } from 'vitest'

import { fitColumns } from './responsive-columns.ts'

const column = (label: string, minWidth: number, hidePriority: number) => ({
  meta: { label, minWidth, hidePriority, gridTrack: '1fr' },
})
const columns = [column('a', 100, 0), column('b', 100, 2), column('c', 100, 1), column('d', 100, 0)]
const fitting = (width: number) =>
  fitColumns(columns, width)
    .map(({ meta }) => meta.label)
    .join('')

test('columns are hidden by priority and keep their order', () => {
  expect(fitting(424)).toBe('abcd')
  expect(fitting(423)).toBe('acd')
  expect(fitting(323)).toBe('ad')
  expect(fitting(10)).toBe('ad')
})

test('all columns are visible before the first measurement', () => {
  expect(fitting(0)).toBe('abcd')
})
