import { expect, test } from 'vitest'

import type { SearchProgress } from '#engine/rpc/row-results.ts'

import { describeFlowMatches } from './use-flow-matches.ts'

const search: SearchProgress = {
  state: 'done',
  searched: 1000,
  searchedBytes: 9,
  totalBytes: 9,
  missingContexts: 0,
  failedContexts: 0,
}
const none = { total: 0, loaded: 1000, search, missingSteps: null }

test('a flow without a match is left out only where all its loaded runs were searched', () => {
  expect(describeFlowMatches(none, true)).toBeNull()
  expect(describeFlowMatches({ ...none, search: null }, false)).toBeNull()
  expect(describeFlowMatches({ ...none, search: { ...search, missingContexts: 1000 } }, true)).toBe(
    '0 matches in all 1,000 runs · 1,000 runs: context not loaded; open the flow to load it',
  )
  expect(describeFlowMatches({ ...none, search: { ...search, failedContexts: 1 } }, true)).toBe(
    '0 matches in all 1,000 runs · 1 run: context couldn’t be read',
  )
  expect(describeFlowMatches({ ...none, search: null, missingSteps: 3 }, false)).toBe(
    '0 matches in the newest 1,000 runs; older runs not searched · 3 runs: steps not loaded; open the flow to load them',
  )
  expect(describeFlowMatches({ ...none, search: { ...search, state: 'paused', searched: 1 } }, true)).toBe(
    'Searched 1 of 1,000 runs · 0 match so far',
  )
})

test('matches are counted, of the runs that were read', () => {
  expect(describeFlowMatches({ ...none, total: 1 }, true)).toBe('1 match in all 1,000 runs')
  expect(describeFlowMatches({ ...none, total: 2, loaded: 1 }, false)).toBe(
    '2 matches in the newest 1 run; older runs not searched',
  )
})
