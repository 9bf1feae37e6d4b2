import { expect, test } from 'vitest'

import { newestFirst } from '#search/question.ts'

import { anchorOf, cursorIn } from './anchor.ts'

/** Rows with these numbers, from the `from`th of the answer on. */
const stretch = (from: number, ...rows: number[]) => ({ from, rows: rows.map((row) => ({ row })) })
const look = {
  stretch: stretch(10, 100, 101, 102, 103),
  first: 11,
  size: 2,
  cursor: null,
  order: newestFirst,
}

test('the first row in view stays where it is', () => {
  expect(anchorOf(look)).toEqual({ row: 101, at: 11 })
})

test('the row the keyboard is on, while it is in view', () => {
  expect(anchorOf({ ...look, cursor: 12 })).toEqual({ row: 102, at: 12 })
  expect(anchorOf({ ...look, cursor: 13 })).toEqual({ row: 101, at: 11 })
})

test('at the top of the newest, too; of another order the top is what is looked at', () => {
  const top = { ...look, stretch: stretch(0, 7, 8), first: 0 }
  const byContact = { by: 'contact', descending: false } as const
  expect(anchorOf(top)).toEqual({ row: 7, at: 0 })
  expect(anchorOf({ ...top, order: byContact })).toBeNull()
  expect(anchorOf({ ...top, order: byContact, cursor: 1 })).toEqual({ row: 8, at: 1 })
  expect(anchorOf({ ...look, order: byContact })).toEqual({ row: 101, at: 11 })
})

test('nothing where nothing is shown', () => {
  expect(anchorOf({ ...look, stretch: null })).toBeNull()
  expect(anchorOf({ ...look, first: 30 })).toBeNull()
})

test('the keyboard stays on its row', () => {
  const before = stretch(0, 1, 2, 3)
  expect(cursorIn(before, stretch(0, 9, 8, 1, 2, 3), 1, 2)).toBe(3)
  // Some came in above, one of them between it and the row that stays.
  expect(cursorIn(before, stretch(0, 9, 1, 8, 2, 3), 1, 1)).toBe(3)
})

test('out of sight it goes as far as its neighbours', () => {
  expect(cursorIn(stretch(50, 1, 2), stretch(60, 1, 2), 7, 10)).toBe(17)
  expect(cursorIn(null, stretch(0), 3, -10)).toBe(0)
})
