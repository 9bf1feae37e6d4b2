import { expect, test } from 'vitest'

import type { PageSummary } from '#engine/protocol.ts'

import { describeFile, describeHorizon } from './horizon.ts'

const page: PageSummary = {
  rows: 1000,
  added: 1000,
  read: 12_000,
  next: { page: '1', token: 't' },
  oldest: new Date(2026, 10, 3, 9, 12).getTime(),
  newestFirst: true,
  notice: null,
  at: 0,
}
const file = (last: Partial<PageSummary>, matches: number | null) =>
  describeFile({ state: 'paused', pages: [{ ...page, ...last }] }, 0, matches)
const say = (last: Partial<PageSummary>) =>
  describeHorizon({ state: 'reading', pages: [{ ...page, ...last }] }, 0)

test('says how far back, and that there is more', () => {
  expect(say({})).toMatch(/^12,000 engagements read, back to 3 Nov 2026, 09:12 \S+; more exist$/)
})

test('says so at the end', () => {
  expect(say({ next: null })).toMatch(/; that is all of them$/)
})

test('claims no date when the list is not in order', () => {
  expect(say({ newestFirst: false })).toBe('12,000 engagements read, not in order of date; more exist')
})

test('claims no end when reading only stopped', () => {
  expect(say({ next: null, notice: 'token-repeats' })).toContain('went round in circles')
  expect(say({ next: null, notice: 'nothing-new' })).not.toContain('all of them')
})

test('claims nothing before anything was read', () => {
  expect(describeHorizon({ state: 'starting', pages: [] }, 0)).toBe('Reading the first page')
  expect(describeHorizon({ state: 'failed', pages: [] }, 0)).toBe('Nothing has been read')
})

test('counts what was taken in at the head since the last page', () => {
  expect(describeHorizon({ state: 'ended', pages: [page] }, 12_012)).toContain('12,012 engagements read')
  // Rows at hand may also be a page behind.
  expect(describeHorizon({ state: 'reading', pages: [page] }, 11_000)).toContain('12,000 engagements read')
})

test('says what a file of it holds, and what it does not', () => {
  expect(file({}, 37)).toMatch(
    /^37 match, of 12,000 engagements read, back to .*; more exist, and are not in the file$/,
  )
  expect(file({ next: null }, null)).toMatch(/^12,000 engagements read, back to .*; that is all of them$/)
  expect(file({ next: null, notice: 'nothing-new' }, null)).toMatch(/so reading stopped$/)
})
