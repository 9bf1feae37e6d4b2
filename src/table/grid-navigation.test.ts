import { expect, test } from 'vitest'

import { nextGridCursor, type GridCursor } from './grid-navigation.ts'

const on = (row: number, column: number | null = null): GridCursor => ({ row, column })
const cursorAfter = (cursor: GridCursor | null, key: string, more = {}) =>
  nextGridCursor({
    key,
    ctrlKey: false,
    cursor,
    first: 0,
    last: 99,
    pageSize: 20,
    rows: 100,
    columns: 6,
    ...more,
  })

test.each([
  ['moves down', on(3), 'ArrowDown', on(4)],
  ['stays at the end', on(99), 'ArrowDown', on(99)],
  ['moves up', on(3), 'ArrowUp', on(2)],
  ['stays at the start', on(0), 'ArrowUp', on(0)],
  ['moves a page down', on(3), 'PageDown', on(23)],
  ['stops a page down at the end', on(90), 'PageDown', on(99)],
  ['moves a page up', on(30), 'PageUp', on(10)],
  ['moves to the first row', on(70), 'Home', on(0)],
  ['moves to the last row', on(3), 'End', on(99)],
  ['ignores other keys', on(3), 'a', null],
  ['moves into the cells', on(3), 'ArrowRight', on(3, 0)],
  ['moves to the next cell', on(3, 0), 'ArrowRight', on(3, 1)],
  ['stays at the last cell', on(3, 5), 'ArrowRight', on(3, 5)],
  ['moves to the previous cell', on(3, 2), 'ArrowLeft', on(3, 1)],
  ['moves out of the cells', on(3, 0), 'ArrowLeft', on(3)],
  ['leaves the left arrow on a row to scrolling', on(3), 'ArrowLeft', null],
  ['moves down within a column', on(3, 2), 'ArrowDown', on(4, 2)],
  ['moves to the first cell', on(3, 2), 'Home', on(3, 0)],
  ['moves to the last cell', on(3, 2), 'End', on(3, 5)],
])('%s', (_name, cursor, key, expected) => {
  expect(cursorAfter(cursor, key)).toEqual(expected)
})

test.each([
  ['enters at the first row in view', null, 'ArrowDown', on(50)],
  ['enters at the first row in view', null, 'ArrowUp', on(50)],
  ['enters at the first cell of the first row in view', null, 'ArrowRight', on(50, 0)],
  ['goes on from the first row in view', on(3), 'ArrowDown', on(50)],
  ['goes on from the first row in view', on(90, 2), 'ArrowDown', on(50, 2)],
  ['goes on from the last row in view', on(3), 'ArrowUp', on(69)],
  ['goes on from the last row in view', on(90), 'ArrowUp', on(69)],
  ['goes a page on from the first row in view', on(3), 'PageDown', on(70)],
  ['goes a page back from the first row in view', on(90), 'PageUp', on(30)],
  ['moves into a row in view', on(3), 'ArrowRight', on(50, 0)],
  ['moves along a row in view', on(90, 2), 'ArrowLeft', on(50, 1)],
  ['still moves to the end of the list', on(3), 'End', on(99)],
  ['moves on from a row in view', on(69), 'ArrowDown', on(70)],
])('scrolled away: %s', (_name, cursor, key, expected) => {
  expect(cursorAfter(cursor, key, { first: 50, last: 69 })).toEqual(expected)
})

test('an empty grid ignores keys', () => {
  expect(cursorAfter(null, 'ArrowDown', { rows: 0 })).toBe(null)
})

test('with Ctrl only Home and End move, to the ends of the list', () => {
  expect(cursorAfter(on(3), 'ArrowDown', { ctrlKey: true })).toBe(null)
  expect(cursorAfter(on(3), 'ArrowRight', { ctrlKey: true })).toBe(null)
  expect(cursorAfter(on(3), 'End', { ctrlKey: true })).toEqual(on(99))
  expect(cursorAfter(on(3, 2), 'Home', { ctrlKey: true })).toEqual(on(0, 2))
})
