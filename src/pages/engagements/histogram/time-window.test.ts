import { expect, test } from 'vitest'

import {
  clipEdges,
  histogramTimeWindow,
  unreadAfter,
  unreadOfFilter,
  clipUnread,
  zoomOut,
  type UnreadRange,
} from './time-window.ts'

const minute = 60_000
const hour = 60 * minute
const now = Date.parse('2026-11-03T12:00:00Z')
const range = (from: number | null, to: number | null) => ({ from, to })
const unbounded = range(null, null)

const page = {
  next: { page: '1', token: 't' },
  stopReason: null,
  isNewestFirst: true,
  oldestStartMs: now - hour,
}

test('time before the oldest loaded run is unread while more pages exist', () => {
  expect(unreadAfter(page)).toEqual({ state: 'before', at: now - hour })
  expect(unreadAfter({ ...page, next: null })).toEqual({ state: 'none' })
})

test('time before the oldest loaded run is unread when loading stopped early', () => {
  expect(unreadAfter({ ...page, next: null, stopReason: 'token-repeats' })).toMatchObject({ state: 'before' })
})

test('unread runs may be anywhere when the list is not in date order', () => {
  expect(unreadAfter({ ...page, isNewestFirst: false })).toEqual({ state: 'anywhere' })
  expect(unreadAfter({ ...page, oldestStartMs: null })).toEqual({ state: 'anywhere' })
  expect(unreadAfter({ ...page, isNewestFirst: false, next: null })).toEqual({ state: 'none' })
})

test('of a filter asked of Twilio nothing is unread once it is complete, whatever the list has read', () => {
  const listed = { state: 'before', at: now - hour } as const
  const filtered = { isComplete: false, loadedFrom: null }
  expect(unreadOfFilter(listed, null)).toBe(listed)
  expect(unreadOfFilter(listed, filtered)).toBe(listed)
  expect(unreadOfFilter(listed, { isComplete: true, loadedFrom: null })).toEqual({ state: 'none' })
  expect(unreadOfFilter({ state: 'anywhere' }, filtered)).toEqual({ state: 'anywhere' })
})

const unreadFrom = (listUnread: UnreadRange, loadedFrom: number) =>
  unreadOfFilter(listUnread, { isComplete: false, loadedFrom })

test('while its slices load, newest first, what is older than the first one not loaded is unread', () => {
  const listed = { state: 'before', at: now - hour } as const
  expect(unreadFrom(listed, now - 2 * hour)).toEqual({ state: 'before', at: now - 2 * hour })
  expect(unreadFrom(listed, now)).toEqual(listed)
  expect(unreadFrom({ state: 'anywhere' }, now - hour)).toEqual({ state: 'before', at: now - hour })
  expect(unreadFrom({ state: 'none' }, now - hour)).toEqual({ state: 'none' })
})

test('a range loaded to its start has nothing unread', () => {
  const unread = { state: 'before', at: now - hour } as const
  expect(clipUnread(unread, range(now - hour, null))).toEqual({ state: 'none' })
  expect(clipUnread(unread, range(now - 2 * hour, null))).toBe(unread)
  expect(clipUnread(unread, range(null, now))).toBe(unread)
  expect(clipUnread({ state: 'anywhere' }, range(now, null))).toEqual({ state: 'anywhere' })
})

test('without a range the window is from the oldest loaded run until now', () => {
  expect(histogramTimeWindow(unbounded, now - hour, now)).toEqual({ from: now - hour, to: now })
  expect(histogramTimeWindow(unbounded, null, now)).toBeNull()
  expect(histogramTimeWindow(unbounded, now, now)).toEqual({ from: now, to: now + hour })
})

test('a range with a start is used as it is, whatever is loaded', () => {
  expect(histogramTimeWindow(range(now - hour, now), null, now)).toEqual({ from: now - hour, to: now })
  expect(histogramTimeWindow(range(now - hour, null), now - minute, now)).toEqual({
    from: now - hour,
    to: now,
  })
  expect(histogramTimeWindow(range(now + hour, null), now, now)).toEqual({
    from: now + hour,
    to: now + 2 * hour,
  })
})

test('a range without a start begins at the oldest loaded run, or a day before its end', () => {
  expect(histogramTimeWindow(range(null, now), now - hour, now)).toEqual({ from: now - hour, to: now })
  expect(histogramTimeWindow(range(null, now - hour), now, now)).toEqual({
    from: now - 25 * hour,
    to: now - hour,
  })
})

test('an empty range has no window, and extreme dates are limited', () => {
  expect(histogramTimeWindow(range(now, now), null, now)).toBeNull()
  expect(histogramTimeWindow(range(now, now - 1), null, now)).toBeNull()
  const endless = histogramTimeWindow(range(-8.64e15, 8.64e15), null, now)
  expect(endless).toEqual({ from: 0, to: Date.UTC(9999) })
})

test('edges are clipped to the range', () => {
  expect(clipEdges([0, 10, 20, 30], range(4, 26))).toEqual([4, 10, 20, 26])
  expect(clipEdges([0, 10, 20, 30], range(4, null))).toEqual([4, 10, 20, 30])
})

test('zooming out triples the length, and removes bounds that exclude nothing', () => {
  const timeWindow = { from: now - 10 * hour, to: now - 8 * hour }
  expect(zoomOut(timeWindow, null, now)).toEqual({ from: now - 12 * hour, to: now - 6 * hour })
  expect(zoomOut(timeWindow, now - 11 * hour, now)).toEqual({ from: null, to: now - 6 * hour })
  expect(zoomOut({ from: now - 2 * hour, to: now - hour }, null, now)).toEqual({
    from: now - 3 * hour,
    to: null,
  })
})
