import { expect, test } from 'vitest'

import { runListOf } from '#contract/run-source.ts'
import { sidOf } from '#testing/sids.ts'

import { addRecentRun, recentRunList, type RecentRun } from './recent-runs.ts'

const flow = sidOf('FW', 1)

test('lists the last six runs, newest first, each once', () => {
  let recent: readonly RecentRun[] = []
  for (const number of [1, 2, 3, 1, 4, 5, 6, 7])
    recent = addRecentRun(recent, flow, sidOf('FN', number), number)
  expect(recent.map(({ openedMs }) => openedMs)).toEqual([7, 6, 5, 4, 1, 3])
})

test('a run opens from the source it was read from', () => {
  const executions = runListOf(flow, 'executions')
  const [run] = addRecentRun([], executions, sidOf('FN', 1), 0)
  expect(run && recentRunList(run)).toBe(executions)
})
