import { expect, test } from 'vitest'

import type { SearchProgress } from '#engine/rpc/row-results.ts'

import {
  describeLoadedContexts,
  describeLoadedSteps,
  describeMissingContexts,
  describeMissingSteps,
  describeSearchProgress,
} from './search-text.ts'

const progress = (change: Partial<SearchProgress>): SearchProgress => ({
  state: 'running',
  searched: 12_000,
  searchedBytes: 36e6,
  totalBytes: 300e6,
  missingContexts: 0,
  failedContexts: 0,
  ...change,
})

test.each([
  [progress({}), 'Searched 12,000 of 100,000 runs · 37 match so far'],
  [progress({ state: 'paused' }), 'Search paused at 12,000 of 100,000 runs · 37 match so far'],
  [progress({ state: 'done', searched: 100_000 }), 'Searched all 100,000 runs'],
  [progress({ state: 'done', searched: 98_160, missingContexts: 1840 }), 'Searched 98,160 of 100,000 runs'],
  [null, null],
])('%o is %s', (search, sentence) => {
  expect(describeSearchProgress({ search, loaded: 100_000, total: 37 })).toBe(sentence)
})

test('gives no count before the first match', () => {
  const sentence = describeSearchProgress({ search: progress({}), loaded: 100_000, total: 0 })
  expect(sentence).toBe('Searched 12,000 of 100,000 runs')
})

test('counts runs without a loaded context', () => {
  expect(describeMissingContexts(1840)).toBe('1,840 runs have no context loaded, so they weren’t searched.')
  expect(describeMissingContexts(1)).toBe('1 run has no context loaded, so it wasn’t searched.')
})

test('describes loaded contexts only if some failed', () => {
  expect(describeLoadedContexts({ loaded: 1840, failed: 0 })).toBeNull()
  expect(describeLoadedContexts({ loaded: 1800, failed: 40 })).toBe('1,800 contexts loaded, 40 failed.')
})

test('counts runs whose steps are not loaded, and those whose steps could not be', () => {
  expect(describeMissingSteps(1)).toBe(
    '1 run matches all else. Only its steps, which aren’t loaded, say whether it matches.',
  )
  expect(describeLoadedSteps({ loaded: 9, failed: 0 })).toBeNull()
  expect(describeLoadedSteps({ loaded: 1800, failed: 40 })).toBe('Steps of 1,800 runs loaded, 40 failed.')
})
