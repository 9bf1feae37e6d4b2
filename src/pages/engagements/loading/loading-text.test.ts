import { expect, test } from 'vitest'

import type { PageSummary } from '#engine/rpc/load-results.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'

import {
  countMatches,
  describeExportContents,
  describeLoadProgress,
  engagementsPerSecond,
  formatRate,
} from './loading-text.ts'

const page = pageSummary({
  loaded: 12_000,
  next: { page: '1', token: 't' },
  oldestStartMs: Date.UTC(2026, 10, 3, 9, 12),
})
const describeExport = (last: Partial<PageSummary>, matches: number | null) =>
  describeExportContents(
    { filtered: null, state: 'paused', pages: [{ ...page, ...last }] },
    { loaded: 0, unlisted: 0 },
    matches,
    'UTC',
  )
const describeProgress = (last: Partial<PageSummary>) =>
  describeLoadProgress(
    { filtered: null, state: 'loading', pages: [{ ...page, ...last }] },
    { loaded: 0, unlisted: 0 },
    'UTC',
  )

test('gives the oldest date, and says that more exist', () => {
  expect(describeProgress({})).toMatch(/^12,000 engagements read, back to 3 Nov 2026, 09:12 UTC; more exist$/)
})

test('says at the end that these are all', () => {
  expect(describeProgress({ next: null })).toMatch(/; all of them$/)
})

test('gives no date when the list is not in date order', () => {
  expect(describeProgress({ isNewestFirst: false })).toBe(
    '12,000 engagements read, not in date order; more exist',
  )
})

test('does not claim the end when loading stopped early', () => {
  expect(describeProgress({ next: null, stopReason: 'token-repeats' })).toContain('sent the same page again')
  expect(describeProgress({ next: null, stopReason: 'nothing-new' })).not.toContain('all of them')
})

test('gives no count before the first page', () => {
  expect(
    describeLoadProgress({ filtered: null, state: 'starting', pages: [] }, { loaded: 0, unlisted: 0 }, 'UTC'),
  ).toBe('Loading the first page')
  expect(
    describeLoadProgress({ filtered: null, state: 'failed', pages: [] }, { loaded: 0, unlisted: 0 }, 'UTC'),
  ).toBe('Nothing loaded')
})

test('counts new items merged since the last page', () => {
  expect(
    describeLoadProgress(
      { filtered: null, state: 'ended', pages: [page] },
      { loaded: 12_012, unlisted: 0 },
      'UTC',
    ),
  ).toContain('12,012 engagements read')
  // The loaded rows may be a page behind.
  expect(
    describeLoadProgress(
      { filtered: null, state: 'loading', pages: [page] },
      { loaded: 11_000, unlisted: 0 },
      'UTC',
    ),
  ).toContain('12,000 engagements read')
})

test('describes what an export contains and what it lacks', () => {
  expect(describeExport({}, 37)).toMatch(
    /^37 match, of 12,000 engagements read, back to .*; more exist, and are not in the file$/,
  )
  expect(describeExport({ next: null }, null)).toMatch(/^12,000 engagements read, back to .*; all of them$/)
  expect(describeExport({ next: null, stopReason: 'nothing-new' }, null)).toMatch(/so loading stopped$/)
})

const pagesLoadedAt = (...times: number[]): PageSummary[] =>
  times.map((loadedAtMs, i) => ({ ...page, loaded: (i + 1) * 1000, loadedAtMs }))

test('measures engagements per second over the last seconds', () => {
  expect(engagementsPerSecond(pagesLoadedAt(0, 500, 1000, 1500))).toBe(2000)
  // An earlier slow page is outside the window.
  expect(engagementsPerSecond(pagesLoadedAt(0, 60_000, 60_100, 60_200))).toBe(10_000)
})

test('the rate is null with fewer than two pages, and after a pause', () => {
  expect(engagementsPerSecond([])).toBeNull()
  expect(engagementsPerSecond(pagesLoadedAt(7))).toBeNull()
  expect(engagementsPerSecond(pagesLoadedAt(7, 7))).toBeNull()
  expect(engagementsPerSecond(pagesLoadedAt(0, 60_000))).toBeNull()
})

test('formats the rate to two significant digits', () => {
  expect(formatRate(2345.6)).toBe('2,300 per second')
  expect(formatRate(87)).toBe('87 per second')
})

test('says what was asked of Twilio, and claims all of it only at its end', () => {
  const filter = { status: 'active', from: null, to: 5 } as const
  const filtered = {
    filter,
    isComplete: false,
    isCutShort: false,
    loadedFrom: null,
    oldestStartMs: null,
    version: 1,
  }
  const describe = (change: Partial<typeof filtered>) => ({
    state: 'loading' as const,
    pages: [page],
    filtered: { ...filtered, ...change },
  })
  const counts = { loaded: 12_250, unlisted: 250 }
  expect(describeLoadProgress(describe({}), counts, 'UTC')).toBe(
    '12,250 engagements read · active runs of the date range asked of Twilio: more may exist',
  )
  expect(describeLoadProgress(describe({ isComplete: true }), counts, 'UTC')).toMatch(/: all of them$/)
  expect(describeLoadProgress(describe({ isCutShort: true }), counts, 'UTC')).toMatch(/the same page again/)
  expect(describeExportContents(describe({ isComplete: true }), counts, 37, 'UTC')).toBe(
    '37 match, of 12,250 engagements read · active runs of the date range asked of Twilio: all of them',
  )
  expect(describeExportContents(describe({}), counts, 37, 'UTC')).toMatch(/, and are not in the file$/)
})

test('runs that only a filter found do not move the horizon', () => {
  expect(
    describeLoadProgress({ state: 'paused', pages: [page] }, { loaded: 12_250, unlisted: 250 }, 'UTC'),
  ).toBe('12,250 engagements read (250 only by filter), back to 3 Nov 2026, 09:12 UTC; more exist')
})

test('no match is no count before a search has ended', () => {
  const search = { searched: 1, searchedBytes: 1, totalBytes: 9, missingContexts: 0, failedContexts: 0 }
  const query = { ...emptyQuery, text: 'refund' }
  const of = (state: 'running' | 'paused' | 'done', total: number) =>
    countMatches({ query, total, search: { ...search, state } })
  expect([of('running', 0), of('paused', 0), of('done', 0)]).toEqual([null, null, 0])
  expect([of('running', 3), of('paused', 3)]).toEqual([3, 3])
  expect(countMatches({ query: { ...query, status: 'active' }, total: 0, search: null })).toBe(0)
  expect(countMatches({ query: emptyQuery, total: 9, search: null })).toBeNull()
})
