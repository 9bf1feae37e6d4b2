import { expect, test } from 'vitest'

import { runListOf } from '#contract/run-source.ts'
import { sidOf } from '#testing/sids.ts'

import { addRecentRun, recentRuns } from './recent-runs.ts'

const run = (n: number) => ({
  runList: runListOf(sidOf('FW', 1), 'executions'),
  engagementSid: sidOf('FN', n),
  contact: `+1415555${n}`,
})

test('the run opened last comes first, each run once, and at most 12 are kept', () => {
  for (let n = 1; n <= 14; n++) addRecentRun(run(n))
  addRecentRun(run(5))
  expect(recentRuns()[0]).toEqual(run(5))
  expect(recentRuns()).toHaveLength(12)
  expect(recentRuns().filter(({ engagementSid }) => engagementSid === sidOf('FN', 5))).toHaveLength(1)
})
