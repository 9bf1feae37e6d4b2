import { expect, test } from 'vitest'

import { newestFirst } from '#search/query/list-query.ts'

import { chooseAnchor, relocateCursor } from './scroll-anchor.ts'

/** Rows with these numbers, starting at index `from` of the result. */
const rowRange = (from: number, ...rows: number[]) => ({ from, rows: rows.map((row) => ({ row })) })
const viewport = {
  rows: rowRange(10, 100, 101, 102, 103),
  first: 11,
  size: 2,
  cursor: null,
  order: newestFirst,
  isSearching: false,
}

test('anchors the first row in view', () => {
  expect(chooseAnchor(viewport)).toEqual({ row: 101, index: 11 })
})

test('anchors the row of the keyboard cursor while it is in view', () => {
  expect(chooseAnchor({ ...viewport, cursor: 12 })).toEqual({ row: 102, index: 12 })
  expect(chooseAnchor({ ...viewport, cursor: 13 })).toEqual({ row: 101, index: 11 })
})

test('anchors the first row at the top of newest first, but not of another order', () => {
  const top = { ...viewport, rows: rowRange(0, 7, 8), first: 0 }
  const byContact = { by: 'contact', descending: false } as const
  expect(chooseAnchor(top)).toEqual({ row: 7, index: 0 })
  expect(chooseAnchor({ ...top, order: byContact })).toBeNull()
  expect(chooseAnchor({ ...top, isSearching: true })).toBeNull()
  expect(chooseAnchor({ ...viewport, isSearching: true })).toEqual(chooseAnchor(viewport))
  expect(chooseAnchor({ ...top, order: byContact, cursor: 1 })).toEqual({ row: 8, index: 1 })
  expect(chooseAnchor({ ...viewport, order: byContact })).toEqual({ row: 101, index: 11 })
})

test('has no anchor when no row is in view', () => {
  expect(chooseAnchor({ ...viewport, rows: null })).toBeNull()
  expect(chooseAnchor({ ...viewport, first: 30 })).toBeNull()
})

test('the keyboard cursor stays on its row', () => {
  const before = rowRange(0, 1, 2, 3)
  expect(relocateCursor(before, rowRange(0, 9, 8, 1, 2, 3), 1, 2)).toBe(3)
  // Two rows were added above, one of them between the anchor and the cursor.
  expect(relocateCursor(before, rowRange(0, 9, 1, 8, 2, 3), 1, 1)).toBe(3)
})

test('a cursor outside the loaded rows moves by the shift', () => {
  expect(relocateCursor(rowRange(50, 1, 2), rowRange(60, 1, 2), 7, 10)).toBe(17)
  expect(relocateCursor(null, rowRange(0), 3, -10)).toBe(0)
})
