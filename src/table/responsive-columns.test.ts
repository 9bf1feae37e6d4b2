import { expect, test } from 'vitest'

import { fitColumns, gridTemplate, minRowWidth } from './responsive-columns.ts'

const column = (label: string, minWidth: number, hidePriority: number) => ({
  meta: { label, minWidth, hidePriority, gridTrack: '1fr' },
})
const columns = [column('a', 200, 0), column('b', 200, 2), column('c', 200, 1), column('d', 200, 0)]
const fitting = (width: number) =>
  fitColumns(columns, width)
    .map(({ meta }) => meta.label)
    .join('')

test('columns are hidden by priority and keep their order', () => {
  expect(fitting(824)).toBe('abcd')
  expect(fitting(823)).toBe('acd')
  expect(fitting(623)).toBe('ad')
  expect(fitting(10)).toBe('ad')
})

test('a compact grid has less padding', () => {
  expect(fitting(408)).toBe('ad')
  expect(minRowWidth(columns.slice(0, 2), 408)).toBe(408)
  expect(minRowWidth(columns.slice(0, 2), 512)).toBe(424)
})

test('the grid of a small phone has the smallest width of a column', () => {
  const { meta } = column('a', 200, 0)
  const small = [{ meta: { ...meta, compactWidth: 150, smallestWidth: 100 } }]
  expect([320, 374, 375, 511, 512].map((width) => minRowWidth(small, width))).toEqual([
    108, 108, 158, 158, 224,
  ])
})

test('a column on a second line needs no width and hides no other', () => {
  const { meta } = column('e', 300, 0)
  const withLine = [...columns, { meta: { ...meta, usesSecondLine: true } }]
  const labels = (width: number) =>
    fitColumns(withLine, width)
      .map(({ meta: { label } }) => label)
      .join('')
  expect(labels(767)).toBe('acde')
  expect(gridTemplate(withLine, 767)).toBe('1fr 1fr 1fr 1fr')
  expect(labels(768)).toBe('ade')
  expect(gridTemplate(withLine, 768)).toBe('1fr 1fr 1fr 1fr 1fr')
})

test('all columns are visible before the first measurement', () => {
  expect(fitting(0)).toBe('abcd')
})
