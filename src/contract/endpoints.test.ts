import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isListEndpoint, matchPath, buildPath, endpoints, type EndpointName } from './endpoints.ts'
import { parseSid, type Sid, type SidPrefix } from './sid.ts'

function sids<P extends SidPrefix>(prefix: P): fc.Arbitrary<Sid<P>> {
  return fc
    .stringMatching(/^[0-9a-fA-F]{32}$/)
    .map((hex) => parseSid(prefix, prefix + hex))
    .filter((sid) => sid !== null)
}

const all = fc.record({
  FW: sids('FW'),
  FN: sids('FN'),
  FT: sids('FT'),
  n: fc.integer({ min: 1, max: 999_999_999 }),
})

/** The parameters in each path. A new endpoint must be added here. */
const paramsByEndpoint: Record<EndpointName, readonly ('FW' | 'FN' | 'FT' | 'n')[]> = {
  flows: [],
  flow: ['FW'],
  engagements: ['FW'],
  engagement: ['FW', 'FN'],
  context: ['FW', 'FN'],
  steps: ['FW', 'FN'],
  step: ['FW', 'FN', 'FT'],
  stepContext: ['FW', 'FN', 'FT'],
  executions: ['FW'],
  execution: ['FW', 'FN'],
  executionContext: ['FW', 'FN'],
  executionSteps: ['FW', 'FN'],
  executionStep: ['FW', 'FN', 'FT'],
  executionStepContext: ['FW', 'FN', 'FT'],
  flowDefinition: ['FW'],
  revisions: ['FW'],
  revision: ['FW', 'n'],
  publishedRevision: ['FW'],
}

const names = Object.keys(endpoints).filter((name): name is EndpointName => name in endpoints)

test.each(names)('%s: matchPath is the inverse of buildPath', (name) => {
  fc.assert(
    fc.property(all, (given) => {
      const endpointSids = Object.fromEntries(paramsByEndpoint[name].map((prefix) => [prefix, given[prefix]]))
      expect(matchPath(buildPath(name, given))).toEqual({ name, sids: endpointSids })
    }),
  )
})

test('other paths do not match', () => {
  fc.assert(
    fc.property(all, fc.constantFrom(...names), fc.webPath(), (given, name, path) => {
      const built = buildPath(name, given)
      expect(matchPath(path)).toBeNull()
      expect(matchPath(`${built}/`)).toBeNull()
      expect(matchPath(`${built}?PageSize=1`)).toBeNull()
      expect(matchPath(`/api${built}`)).toBeNull()
      expect(matchPath(built.slice(1))).toBeNull()
      expect(matchPath(built.replace(/v\d/, 'v3'))).toBeNull()
      expect(matchPath(built.replace('/Flows', '/flows'))).toBeNull()
      expect(matchPath(built.replace('/Flows', '/Flows/..'))).toBeNull()
    }),
  )
})

const FW = `FW${'a'.repeat(32)}`

test.each([
  '/',
  '',
  '/v1',
  '/v1/Flows/FW123',
  `/v1/Flows/FN${'a'.repeat(32)}`,
  `/v1/Flows/${FW}/Executions`,
  `/v2/Flows/${FW}/Engagements`,
  `/v1/Flows/${FW}/Engagements/${FW}`,
  `/v1/Flows/${FW}%2FEngagements`,
  `/v1/Flows/${FW}/Engagements/../../../2010-04-01/Accounts`,
  `//v1/Flows/${FW}`,
  '/v1/Flows/{FW}',
  '/v2/Flows',
  `/v1/Flows/${FW}/Revisions`,
  `/v2/Flows/${FW}/TestUsers`,
  `/v2/Flows/${FW}/Revisions/0`,
  `/v2/Flows/${FW}/Revisions/01`,
  `/v2/Flows/${FW}/Revisions/LatestRevision`,
  `/v2/Flows/${FW}/Revisions/1234567890`,
])('%s does not match', (path) => {
  expect(matchPath(path)).toBeNull()
})

test('these endpoints return lists', () => {
  const lists = ['flows', 'engagements', 'steps', 'executions', 'executionSteps', 'revisions']
  expect(names.filter(isListEndpoint)).toEqual(lists)
})
