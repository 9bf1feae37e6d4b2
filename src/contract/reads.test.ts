import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isList, matchRead, printRead, reads, type ReadName } from './reads.ts'
import { parseSid, type Sid, type SidPrefix } from './sid.ts'

function sids<P extends SidPrefix>(prefix: P): fc.Arbitrary<Sid<P>> {
  return fc
    .stringMatching(/^[0-9a-fA-F]{32}$/)
    .map((hex) => parseSid(prefix, prefix + hex))
    .filter((sid) => sid !== null)
}

const all = fc.record({ FW: sids('FW'), FN: sids('FN'), FT: sids('FT') })

/** Which SIDs each read names: a new read must say so here. */
const named: Record<ReadName, readonly ('FW' | 'FN' | 'FT')[]> = {
  flows: [],
  flow: ['FW'],
  engagements: ['FW'],
  engagement: ['FW', 'FN'],
  context: ['FW', 'FN'],
  steps: ['FW', 'FN'],
  step: ['FW', 'FN', 'FT'],
  stepContext: ['FW', 'FN', 'FT'],
}

const names = Object.keys(reads).filter((name): name is ReadName => name in reads)

test.each(names)('%s: what is printed matches, and gives back the same SIDs', (name) => {
  fc.assert(
    fc.property(all, (given) => {
      const sidsOfRead = Object.fromEntries(named[name].map((prefix) => [prefix, given[prefix]]))
      expect(matchRead(printRead(name, given))).toEqual({ name, sids: sidsOfRead })
    }),
  )
})

test('nothing but a read matches', () => {
  fc.assert(
    fc.property(all, fc.constantFrom(...names), fc.webPath(), (given, name, path) => {
      const printed = printRead(name, given)
      expect(matchRead(path)).toBeNull()
      expect(matchRead(`${printed}/`)).toBeNull()
      expect(matchRead(`${printed}?PageSize=1`)).toBeNull()
      expect(matchRead(`/api${printed}`)).toBeNull()
      expect(matchRead(printed.slice(1))).toBeNull()
      expect(matchRead(printed.replace('/v1/', '/v2/'))).toBeNull()
      expect(matchRead(printed.replace('/Flows', '/flows'))).toBeNull()
      expect(matchRead(printed.replace('/Flows', '/Flows/..'))).toBeNull()
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
  `/v1/Flows/${FW}/Engagements/${FW}`,
  `/v1/Flows/${FW}%2FEngagements`,
  `/v1/Flows/${FW}/Engagements/../../../2010-04-01/Accounts`,
  `//v1/Flows/${FW}`,
  '/v1/Flows/{FW}',
])('%s means nothing', (path) => {
  expect(matchRead(path)).toBeNull()
})

test('three reads are lists', () => {
  expect(names.filter(isList)).toEqual(['flows', 'engagements', 'steps'])
})
