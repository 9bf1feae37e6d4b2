import { expect, test } from 'vitest'

import { matchPath } from './endpoints.ts'
import { flowOf, runEndpoints, runListOf, runSources, sourceOf } from './run-source.ts'
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
