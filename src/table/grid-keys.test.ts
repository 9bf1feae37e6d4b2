import { expect, test } from 'vitest'

import { nextCursor } from './grid-keys.ts'

const at = (cursor: number | null, key: string, more = {}) =>
  nextCursor({ key, ctrlKey: false, cursor, first: 50, pageSize: 20, count: 100, ...more })

test.each([
  ['enters at the first row in view', null, 'ArrowDown', 50],
  ['goes down', 3, 'ArrowDown', 4],
  ['stays at the end', 99, 'ArrowDown', 99],
  ['goes up', 3, 'ArrowUp', 2],
  ['stays at the start', 0, 'ArrowUp', 0],
  ['a page down', 3, 'PageDown', 23],
  ['no further than the end', 90, 'PageDown', 99],
  ['a page up', 30, 'PageUp', 10],
  ['to the first', 70, 'Home', 0],
  ['to the last', 3, 'End', 99],
  ['another key is not the grid’s', 3, 'a', null],
])('%s', (_name, cursor, key, expected) => {
  expect(at(cursor, key)).toBe(expected)
})

test('an empty grid has nowhere to go', () => {
  expect(at(null, 'ArrowDown', { count: 0 })).toBe(null)
})

test('with Ctrl only Home and End are the grid’s', () => {
  expect(at(3, 'ArrowDown', { ctrlKey: true })).toBe(null)
  expect(at(3, 'End', { ctrlKey: true })).toBe(99)
})
