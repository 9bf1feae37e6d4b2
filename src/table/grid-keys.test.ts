import { expect, test } from 'vitest'

import { nextCursor, type GridCursor } from './grid-keys.ts'

const on = (row: number, column: number | null = null): GridCursor => ({ row, column })
const at = (cursor: GridCursor | null, key: string, more = {}) =>
  nextCursor({ key, ctrlKey: false, cursor, first: 50, pageSize: 20, rows: 100, columns: 6, ...more })

test.each([
  ['enters at the first row in view', null, 'ArrowDown', on(50)],
  ['goes down', on(3), 'ArrowDown', on(4)],
  ['stays at the end', on(99), 'ArrowDown', on(99)],
  ['goes up', on(3), 'ArrowUp', on(2)],
  ['stays at the start', on(0), 'ArrowUp', on(0)],
  ['a page down', on(3), 'PageDown', on(23)],
  ['no further than the end', on(90), 'PageDown', on(99)],
  ['a page up', on(30), 'PageUp', on(10)],
  ['to the first', on(70), 'Home', on(0)],
  ['to the last', on(3), 'End', on(99)],
  ['another key is not the grid’s', on(3), 'a', null],
  ['enters a cell', null, 'ArrowRight', on(50, 0)],
  ['into the cells', on(3), 'ArrowRight', on(3, 0)],
  ['to the next cell', on(3, 0), 'ArrowRight', on(3, 1)],
  ['no further than the last cell', on(3, 5), 'ArrowRight', on(3, 5)],
  ['to the cell before', on(3, 2), 'ArrowLeft', on(3, 1)],
  ['out of the cells', on(3, 0), 'ArrowLeft', on(3)],
  ['on a row the left arrow scrolls', on(3), 'ArrowLeft', null],
  ['down a column', on(3, 2), 'ArrowDown', on(4, 2)],
  ['to the first cell', on(3, 2), 'Home', on(3, 0)],
  ['to the last cell', on(3, 2), 'End', on(3, 5)],
])('%s', (_name, cursor, key, expected) => {
  expect(at(cursor, key)).toEqual(expected)
})

test('an empty grid has nowhere to go', () => {
  expect(at(null, 'ArrowDown', { rows: 0 })).toBe(null)
})

test('with Ctrl only Home and End are the grid’s, and go to the ends of the list', () => {
  expect(at(on(3), 'ArrowDown', { ctrlKey: true })).toBe(null)
  expect(at(on(3), 'ArrowRight', { ctrlKey: true })).toBe(null)
  expect(at(on(3), 'End', { ctrlKey: true })).toEqual(on(99))
  expect(at(on(3, 2), 'Home', { ctrlKey: true })).toEqual(on(0, 2))
})
