import { expect, test } from 'vitest'

import { clipEdges, shownSpan, unreadOf, unreadWithin, zoomOut } from './span.ts'

const minute = 60_000
const hour = 60 * minute
const now = Date.parse('2026-11-03T12:00:00Z')
const range = (from: number | null, to: number | null) => ({ from, to })
const everything = range(null, null)

const page = { next: { page: '1', token: 't' }, notice: null, newestFirst: true, oldest: now - hour }

test('what is older than the oldest is unread, as long as there is more', () => {
  expect(unreadOf(page)).toEqual({ state: 'before', at: now - hour })
  expect(unreadOf({ ...page, next: null })).toEqual({ state: 'none' })
})

test('a reading that broke off has not reached the end', () => {
  expect(unreadOf({ ...page, next: null, notice: 'token-repeats' })).toMatchObject({ state: 'before' })
})

test('out of order, what is missing could be anywhere', () => {
  expect(unreadOf({ ...page, newestFirst: false })).toEqual({ state: 'anywhere' })
  expect(unreadOf({ ...page, oldest: null })).toEqual({ state: 'anywhere' })
  expect(unreadOf({ ...page, newestFirst: false, next: null })).toEqual({ state: 'none' })
})

test('a range that was read to its start has nothing unread', () => {
  const unread = { state: 'before', at: now - hour } as const
  expect(unreadWithin(unread, range(now - hour, null))).toEqual({ state: 'none' })
  expect(unreadWithin(unread, range(now - 2 * hour, null))).toBe(unread)
  expect(unreadWithin(unread, range(null, now))).toBe(unread)
  expect(unreadWithin({ state: 'anywhere' }, range(now, null))).toEqual({ state: 'anywhere' })
})

test('without a range it reaches from the oldest read until now', () => {
  expect(shownSpan(everything, now - hour, now)).toEqual({ from: now - hour, to: now })
  expect(shownSpan(everything, null, now)).toBeNull()
  expect(shownSpan(everything, now, now)).toEqual({ from: now, to: now + hour })
})

test('a range is shown as it is, whatever has been read', () => {
  expect(shownSpan(range(now - hour, now), null, now)).toEqual({ from: now - hour, to: now })
  expect(shownSpan(range(now - hour, null), now - minute, now)).toEqual({ from: now - hour, to: now })
  expect(shownSpan(range(now + hour, null), now, now)).toEqual({ from: now + hour, to: now + 2 * hour })
})

test('a range without a start begins at the oldest read, or a day before its end', () => {
  expect(shownSpan(range(null, now), now - hour, now)).toEqual({ from: now - hour, to: now })
  expect(shownSpan(range(null, now - hour), now, now)).toEqual({ from: now - 25 * hour, to: now - hour })
})

test('an empty range shows nothing, an endless one ends', () => {
  expect(shownSpan(range(now, now), null, now)).toBeNull()
  expect(shownSpan(range(now, now - 1), null, now)).toBeNull()
  const endless = shownSpan(range(-8.64e15, 8.64e15), null, now)
  expect(endless).toEqual({ from: 0, to: Date.UTC(9999) })
})

test('bars count nothing beside a range that was asked for', () => {
  expect(clipEdges([0, 10, 20, 30], range(4, 26))).toEqual([4, 10, 20, 26])
  expect(clipEdges([0, 10, 20, 30], range(4, null))).toEqual([4, 10, 20, 30])
})

test('zooming out triples the span, and lifts the bounds that hold nothing back', () => {
  const span = { from: now - 10 * hour, to: now - 8 * hour }
  expect(zoomOut(span, null, now)).toEqual({ from: now - 12 * hour, to: now - 6 * hour })
  expect(zoomOut(span, now - 11 * hour, now)).toEqual({ from: null, to: now - 6 * hour })
  expect(zoomOut({ from: now - 2 * hour, to: now - hour }, null, now)).toEqual({
    from: now - 3 * hour,
    to: null,
  })
})
