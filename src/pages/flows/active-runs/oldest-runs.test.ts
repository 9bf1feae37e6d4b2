import { expect, test } from 'vitest'

import type { FlowSid } from '#contract/sid.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import { flowSchema } from '#contract/resources.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'
import { newCrossFlowSearch, type FlowSearchState } from '#pages/flows/search/cross-flow-search.ts'

import { describeActiveRuns, describeStuckRuns, oldestRuns, partlyRead } from './oldest-runs.ts'

const flows = [1, 2].map((n) => ({ ...flowSchema.parse({}), sid: sidOf('FW', n) }))

function page(starts: readonly (number | null)[], next: string | null = null): FilteredPage {
  const rows = rowsFrom(0, { total: starts.length }).rows.map((row, i) => ({
    ...row,
    started: starts[i] ?? null,
  }))
  return {
    rowCount: starts.length,
    rows,
    next: next === null ? null : { page: null, token: next },
    oldestStartMs: null,
    newestStartMs: null,
    version: 1,
  }
}

const pagesOf = (...pages: FilteredPage[]) =>
  new Map<FlowSid, FilteredPage>(pages.map((each, i) => [sidOf('FW', i + 1), each]))
const searchOf = (...states: FlowSearchState[]) => ({
  ...newCrossFlowSearch(flows),
  flowStates: new Map(states.map((state, i) => [sidOf('FW', i + 1), state])),
})
const searched: FlowSearchState = { state: 'searched', found: false }

test('runs of all flows are sorted oldest first, those without a date last, and cut at the limit', () => {
  const pages = pagesOf(page([3, null]), page([1, 4]))
  const starts = (max: number) => oldestRuns(flows, pages, max).map(({ row }) => row.started)
  expect(starts(9)).toEqual([1, 3, 4, null])
  expect(starts(2)).toEqual([1, 3])
})

test('the count has a plus until every flow has answered with all its active runs', () => {
  const describe = (states: FlowSearchState[], ...pages: FilteredPage[]) =>
    describeActiveRuns(searchOf(...states), flows, pagesOf(...pages))
  expect(describe([searched, { state: 'waiting' }], page([1]))).toBe('1+ active runs in 1 of 2 flows')
  expect(describe([searched, searched], page([1]), page([], 'more'))).toBe('1+ active runs in 2 flows')
  expect(describe([searched, searched], page([1]), page([]))).toBe('1 active run in 2 flows')
  expect(partlyRead(flows, pagesOf(page([1]), page([], 'more')))).toEqual([flows[1]])
})

test('the count of stuck runs has a plus while not all active runs are listed', () => {
  const [listed] = oldestRuns(flows, pagesOf(page([1])), 1)
  const stuck = { widget: 'ask', sinceMs: 1, limitMs: 1, completedWaits: null, isLatest: true }
  const runs = listed ? [listed, { ...listed, row: { ...listed.row, stuck } }] : []
  expect(describeStuckRuns(runs, false)).toBe('1 stuck')
  expect(describeStuckRuns(runs, true)).toBe('1+ stuck')
  const unknown = runs.map((run) => ({ ...run, row: { ...run.row, sid: sidOf('FN', 1) } }))
  expect(describeStuckRuns(unknown, true)).toBe('1+ stuck · 2 not known where they wait')
})
