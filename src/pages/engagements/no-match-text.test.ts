import { expect, test } from 'vitest'

import type { SearchProgress } from '#engine/rpc/row-results.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'

import { describeEmptyList, describeNoMatch } from './no-match-text.ts'

const lastPage = pageSummary({
  loaded: 12_000,
  next: { page: '1', token: 't' },
  oldestStartMs: Date.UTC(2026, 10, 3, 9, 12),
})
const search: SearchProgress = {
  state: 'done',
  searched: 12_000,
  searchedBytes: 9,
  totalBytes: 9,
  missingContexts: 0,
  failedContexts: 0,
}

test('says how many runs were searched, and that older ones are not loaded', () => {
  const { title, details } = describeNoMatch(
    { filtered: null, lastPage, loaded: 12_010, search: null, missingSteps: null, hasUnknownOutcomes: false },
    'UTC',
  )
  expect(title).toBe('No runs match')
  expect(details).toMatch(
    /^12,010 runs were searched \(back to \d Nov 2026, \d\d:12 \S+\)\. Older runs aren’t loaded yet\.$/,
  )
})

test('says "All" only when the end was reached', () => {
  const end = { ...lastPage, next: null }
  expect(
    describeNoMatch(
      {
        filtered: null,
        lastPage: end,
        loaded: 0,
        search: null,
        missingSteps: null,
        hasUnknownOutcomes: false,
      },
      'UTC',
    ).details,
  ).toMatch(/^All 12,000 runs were searched \([^)]+\)\.$/)
  const stopped = { ...end, stopReason: 'token-repeats' } as const
  expect(
    describeNoMatch(
      {
        filtered: null,
        lastPage: stopped,
        loaded: 0,
        search: null,
        missingSteps: null,
        hasUnknownOutcomes: false,
      },
      'UTC',
    ).details,
  ).toMatch(/^12,000 runs were searched .* Loading stopped before the end of the list\.$/)
})

test('does not claim that all were searched while the search runs or is paused', () => {
  const running = describeNoMatch(
    {
      filtered: null,
      lastPage,
      loaded: 0,
      search: { ...search, state: 'running', searched: 3000 },
      missingSteps: null,
      hasUnknownOutcomes: false,
    },
    'UTC',
  )
  expect(running.title).toBe('Searching…')
  expect(running.details).toContain('12,000 runs were loaded')
  expect(running.details).toContain('Searched 3,000 contexts so far.')
  const paused = describeNoMatch(
    {
      filtered: null,
      lastPage,
      loaded: 0,
      search: { ...search, state: 'paused', searched: 1 },
      missingSteps: null,
      hasUnknownOutcomes: false,
    },
    'UTC',
  )
  expect(paused.title).toBe('No matches yet')
  expect(paused.details).toContain('Search paused after 1 context.')
})

test('counts the runs whose context is not loaded', () => {
  expect(
    describeNoMatch(
      {
        filtered: null,
        lastPage,
        loaded: 0,
        search: { ...search, missingContexts: 1840 },
        missingSteps: null,
        hasUnknownOutcomes: false,
      },
      'UTC',
    ).details,
  ).toContain('1,840 runs have no context loaded, so they weren’t searched.')
})

test('does not claim that contexts were searched that could not be read', () => {
  const rows = { filtered: null, lastPage: { ...lastPage, next: null }, loaded: 0, missingSteps: null }
  const { title, details } = describeNoMatch(
    { ...rows, search: { ...search, searched: 11_000, failedContexts: 1000 }, hasUnknownOutcomes: false },
    'UTC',
  )
  expect(title).toBe('No matches yet')
  expect(details).toMatch(
    /^All 12,000 runs were loaded .* 1,000 contexts couldn’t be read, so they weren’t searched\.$/,
  )
})

test('counts the runs whose steps are not loaded, and does not claim that they were searched', () => {
  const { details } = describeNoMatch(
    { filtered: null, lastPage, loaded: 0, search: null, missingSteps: 1840, hasUnknownOutcomes: false },
    'UTC',
  )
  expect(details).toContain('12,000 runs were loaded')
  expect(details).toContain(
    '1,840 runs match all else. Only their steps, which aren’t loaded, say whether they match.',
  )
})

test('runs that a filter by outcome could not check are not called searched, and may still match', () => {
  const end = { ...lastPage, next: null }
  const rows = { filtered: null, lastPage: end, loaded: 0, search: null, missingSteps: null }
  const unknown = describeNoMatch({ ...rows, hasUnknownOutcomes: true }, 'UTC')
  expect(unknown.title).toBe('No matches yet')
  expect(unknown.details).toMatch(/^All 12,000 runs were loaded /)
  const known = describeNoMatch({ ...rows, hasUnknownOutcomes: false }, 'UTC')
  expect(known.title).toBe('No runs match')
  expect(known.details).toMatch(/^All 12,000 runs were searched /)
})

test('a list is called empty only at its end', () => {
  expect(describeEmptyList({ ...lastPage, next: null }).title).toBe('No engagements')
  expect(describeEmptyList(lastPage).title).toBe('No engagements yet')
})
