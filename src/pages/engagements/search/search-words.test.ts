import { expect, test } from 'vitest'

import type { SearchProgress } from '#engine/protocol.ts'

import { describeEmpty, describeLoaded, describeProgress } from './search-words.ts'

const progress = (change: Partial<SearchProgress>): SearchProgress => ({
  state: 'running',
  searched: 12_000,
  bytes: 36e6,
  ofBytes: 300e6,
  empty: 0,
  ...change,
})

test.each([
  [progress({}), 'Searched 12,000 of 100,000 read · 37 match so far'],
  [progress({ state: 'paused' }), 'Stopped: searched 12,000 of 100,000 read · 37 match so far'],
  [progress({ state: 'done', searched: 100_000 }), 'Searched all 100,000 read'],
  [progress({ state: 'done', searched: 98_160, empty: 1840 }), 'Searched 98,160 of 100,000 read'],
  [null, null],
])('%o is %s', (search, sentence) => {
  expect(describeProgress({ search, read: 100_000, total: 37 })).toBe(sentence)
})

test('what came without its context is counted', () => {
  expect(describeEmpty(1840)).toBe(
    '1,840 engagements came without their context, so the search has not looked into them.',
  )
  expect(describeEmpty(1)).toBe(
    '1 engagement came without its context, so the search has not looked into it.',
  )
})

test('only failures are worth a word after loading', () => {
  expect(describeLoaded({ loaded: 1840, failed: 0 })).toBeNull()
  expect(describeLoaded({ loaded: 1800, failed: 40 })).toBe('1,800 contexts loaded, 40 could not be had.')
})
