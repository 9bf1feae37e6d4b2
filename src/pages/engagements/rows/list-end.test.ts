import { expect, test } from 'vitest'

import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'

import { isEveryRunCompared, isListRead } from './list-end.ts'

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

const search = {
  state: 'done',
  searched: 9,
  searchedBytes: 9,
  totalBytes: 9,
  missingContexts: 0,
  failedContexts: 0,
} as const

const isCompared = (fields: Parameters<typeof rowsFrom>[1], outcomes: readonly 'failed'[] = []) =>
  isEveryRunCompared({ ...rowsFrom(0, fields), query: { outcomes, status: null } })

test('runs that wait for their context, their steps or their outcome are not compared', () => {
  expect(isCompared({})).toBe(true)
  expect(isCompared({ search, missingSteps: 0 })).toBe(true)
  expect(isCompared({ search: { ...search, state: 'running' } })).toBe(false)
  expect(isCompared({ search: { ...search, state: 'paused' } })).toBe(false)
  expect(isCompared({ search: { ...search, missingContexts: 1 } })).toBe(false)
  expect(isCompared({ search: { ...search, failedContexts: 1 } })).toBe(false)
  expect(isCompared({ missingSteps: 1 })).toBe(false)
  // Without steps, no outcome is known.
  expect(isCompared({}, ['failed'])).toBe(false)
})
