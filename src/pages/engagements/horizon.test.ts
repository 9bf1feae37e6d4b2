import { expect, test } from 'vitest'

import type { PageSummary } from '#engine/protocol.ts'

import { describeHorizon } from './horizon.ts'

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
const say = (last: Partial<PageSummary>) =>
  describeHorizon({ state: 'reading', pages: [{ ...page, ...last }] })

test('says how far back, and that there is more', () => {
  expect(say({})).toBe('12,000 engagements read, back to 3 Nov 2026, 09:12; more exist')
})

test('says so at the end', () => {
  expect(say({ next: null })).toBe('12,000 engagements read, back to 3 Nov 2026, 09:12; that is all of them')
})

test('claims no date when the list is not in order', () => {
  expect(say({ newestFirst: false })).toBe('12,000 engagements read, not in order of date; more exist')
})

test('claims no end when reading only stopped', () => {
  expect(say({ next: null, notice: 'token-repeats' })).toContain('went round in circles')
  expect(say({ next: null, notice: 'nothing-new' })).not.toContain('all of them')
})

test('claims nothing before anything was read', () => {
  expect(describeHorizon({ state: 'starting', pages: [] })).toBe('Reading the first page')
  expect(describeHorizon({ state: 'failed', pages: [] })).toBe('Nothing has been read')
})
