import { expect, test } from 'vitest'

import { matchPath } from './endpoints.ts'
import {
  flowOf,
  noRunFilter,
  runEndpoints,
  runFilterQuery,
  runListOf,
  runSources,
  sourceOf,
} from './run-source.ts'
import { parseSid } from './sid.ts'

const flowSid = parseSid('FW', `FW${'a1'.repeat(16)}`)
if (flowSid === null) throw new Error('not a SID')

test.each(runSources)('a list of %s is one key per flow and source, and has both', (source) => {
  const runList = runListOf(flowSid, source)
  expect([flowOf(runList), sourceOf(runList)]).toEqual([flowSid, source])
})

test('the lists of a flow differ; that of its engagements, the default, is its SID', () => {
  expect(runListOf(flowSid, 'engagements')).toBe(flowSid)
  expect(runListOf(flowSid, 'executions')).toBe(`${flowSid}/executions`)
})

test('each source has its own endpoints', () => {
  const names = runSources.flatMap((source) => Object.values(runEndpoints[source]))
  expect(new Set(names).size).toBe(12)
  expect(matchPath(`/v2/Flows/${flowSid}/Executions`)?.name).toBe(runEndpoints.executions.list)
})

test('a filter is asked for in whole seconds, of which those that hold its ends are included', () => {
  expect(runFilterQuery(noRunFilter)).toEqual({})
  expect(runFilterQuery({ status: 'active', from: 1_600_000_000_999, to: 1_600_000_001_001 })).toEqual({
    status: 'active',
    DateCreatedFrom: '2020-09-13T12:26:40Z',
    DateCreatedTo: '2020-09-13T12:26:42Z',
  })
  expect(runFilterQuery({ status: null, from: -1e15, to: 8e15 })).toEqual({
    DateCreatedFrom: '1970-01-01T00:00:00Z',
    DateCreatedTo: '9999-12-31T23:59:59Z',
  })
})
