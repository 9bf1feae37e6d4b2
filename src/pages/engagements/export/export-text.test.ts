import { describe, expect, test } from 'vitest'

import { runListOf } from '#contract/run-source.ts'
import type { ExportOptions, ExportResult } from '#engine/rpc/exported-file.ts'
import type { SearchProgress } from '#engine/rpc/row-results.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'

import { describeExport, describeUnknownMatches, exportFileName } from './export-text.ts'

const flowSid = sidOf('FW', 1)
const more = pageSummary({
  loaded: 12_000,
  next: { page: '1', token: 't' },
  oldestStartMs: Date.UTC(2026, 10, 3, 9, 12),
})
const end = { ...more, next: null }
const running: SearchProgress = {
  state: 'running',
  searched: 3000,
  searchedBytes: 1,
  totalBytes: 4,
  missingContexts: 0,
  failedContexts: 0,
}
const result: ExportResult = {
  file: new Blob(),
  total: 37,
  loaded: 12_000,
  unlisted: 0,
  lastPage: more,
  search: null,
  missingSteps: null,
  counts: rowsFrom(0).counts,
  escapedCells: 0,
  missingContexts: 0,
}
const csv: ExportOptions = {
  format: 'csv',
  paths: [],
  includeContexts: false,
  escapeFormulas: true,
  timeZone: 'UTC',
  maskPersonalData: false,
}

const filteredQuery: ListQuery = { ...emptyQuery, status: 'ended' }

const nameOf = (change: Partial<ExportResult>, filtered = true) =>
  exportFileName({
    runList: flowSid,
    result: { ...result, ...change },
    form: csv,
    query: filtered ? filteredQuery : emptyQuery,
  }).replace(flowSid, 'FW')

describe('the name of a file', () => {
  test('says how many engagements it contains, and of how many', () => {
    expect(nameOf({})).toBe('flowdesk-FW-37-engagements-of-12000-read.csv')
    const executions = runListOf(flowSid, 'executions')
    const nameOfExecutions = (total: number) =>
      exportFileName({ runList: executions, result: { ...result, total }, form: csv, query: filteredQuery })
    expect(nameOfExecutions(37)).toBe(`flowdesk-${flowSid}-37-executions-of-12000-read.csv`)
    expect(nameOfExecutions(1)).toBe(`flowdesk-${flowSid}-1-execution-of-12000-read.csv`)
    expect(nameOf({ total: 1, lastPage: end })).toBe('flowdesk-FW-1-engagement-of-all-12000.csv')
    expect(nameOf({ total: 12_000 }, false)).toBe('flowdesk-FW-12000-engagements-read.csv')
    expect(nameOf({ total: 12_000, lastPage: end }, false)).toBe('flowdesk-FW-all-12000-engagements.csv')
  })

  test('does not say "all" when loading stopped early, nor leave out "so-far" while the search runs', () => {
    expect(nameOf({ lastPage: { ...end, stopReason: 'nothing-new' } })).toContain('-of-12000-read.')
    expect(nameOf({ lastPage: null, loaded: 0, total: 0 })).toContain('-0-engagements-of-0-read.')
    expect(nameOf({ lastPage: end, search: running })).toBe(
      'flowdesk-FW-37-engagements-of-all-12000-so-far.csv',
    )
    const done: SearchProgress = { ...running, state: 'done' }
    expect(nameOf({ lastPage: end, search: done })).not.toContain('so-far')
    expect(nameOf({ lastPage: end, search: { ...done, missingContexts: 1840 } })).toContain('so-far')
  })

  test('says that it is masked, and has the extension of its format', () => {
    expect(
      exportFileName({
        runList: flowSid,
        result,
        form: { format: 'json-lines', maskPersonalData: true },
        query: filteredQuery,
      }),
    ).toMatch(/-read-masked\.jsonl$/)
  })
})

const by = (filtered: boolean) => ({ query: filtered ? filteredQuery : emptyQuery, asked: null })

describe('the description of a file', () => {
  test('has the loading progress of the list, and the number of escaped cells', () => {
    const [contents, cells] = describeExport({ ...result, escapedCells: 2 }, csv, by(true), 'UTC')
    expect(contents).toMatch(
      /^37 match, of 12,000 engagements read, back to .*; more exist, and are not in the file\.$/,
    )
    expect(cells).toBe('2 cells were escaped.')
    expect(describeExport({ ...result, escapedCells: 1 }, csv, by(true), 'UTC')[1]).toBe(
      '1 cell was escaped.',
    )
    expect(describeExport(result, csv, by(true), 'UTC')[1]).toBe('No cells needed escaping.')
    expect(
      describeExport({ ...result, lastPage: end }, { ...csv, escapeFormulas: false }, by(false), 'UTC'),
    ).toEqual([expect.stringMatching(/^12,000 engagements read, .*; all of them\.$/)])
  })

  test('says what the file lacks', () => {
    const [, search, without] = describeExport(
      { ...result, search: running, missingContexts: 1 },
      { format: 'json-lines', maskPersonalData: false },
      by(true),
      'UTC',
    )
    expect(search).toBe('Searched 3,000 of 12,000 runs · 37 match so far.')
    expect(without).toBe('1 run has no context loaded, so its context isn’t in the file.')
    expect(describeExport(result, { format: 'json-lines', maskPersonalData: true }, by(true), 'UTC')[1]).toBe(
      'Personal data is masked.',
    )
  })
})

test('loaded runs of which it is not known if they match are named', () => {
  const done: SearchProgress = { ...running, state: 'done', missingContexts: 1840, failedContexts: 1000 }
  expect(describeUnknownMatches({ ...result, search: done, missingSteps: 3 }, emptyQuery)).toEqual([
    '1,840 runs have no context loaded, so they weren’t searched.',
    '1,000 contexts couldn’t be read, so they weren’t searched.',
    '3 runs match all else. Only their steps, which aren’t loaded, say whether they match.',
  ])
  expect(describeUnknownMatches(result, emptyQuery)).toEqual([])
  const failed: ListQuery = { ...emptyQuery, outcomes: ['failed'] }
  expect(describeUnknownMatches(result, failed)).toEqual([
    'May match too: 1,000 runs with an outcome that isn’t loaded.',
  ])
  const form: ExportOptions = { format: 'json-lines', maskPersonalData: false }
  expect(describeExport(result, form, { query: failed, asked: null }, 'UTC')).toContain(
    'May match too: 1,000 runs with an outcome that isn’t loaded.',
  )
})
