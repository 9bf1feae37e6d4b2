import { expect, test } from 'vitest'

import { pageSummary } from '#testing/engine/page-summary.ts'

import { isListRead } from './list-end.ts'

const rows = { loaded: 1010, unlisted: 10 }
const next = { page: null, token: 't' }

test('the whole list is read once its last page is in the rows, without those that only a filter has found', () => {
  expect(isListRead({ state: 'ended', pages: [pageSummary()] }, rows)).toBe(true)
  expect(isListRead({ state: 'ended', pages: [pageSummary()] }, { loaded: 1000, unlisted: 10 })).toBe(false)
  expect(isListRead({ state: 'ended', pages: [pageSummary()] }, null)).toBe(false)
  expect(isListRead({ state: 'paused', pages: [pageSummary({ next })] }, rows)).toBe(false)
})

test.each(['token-repeats', 'nothing-new'] as const)(
  'loading that stopped early (%s) read no whole list',
  (stopReason) => {
    expect(isListRead({ state: 'ended', pages: [pageSummary({ stopReason })] }, rows)).toBe(false)
  },
)
