import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { runListOf, type RunList } from '#contract/run-source.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import type { Neighbours } from '#engine/rpc/row-results.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { sidOf } from '#testing/sids.ts'

import { neighboursQuery } from './engagement.ts'
import { createQueryClient } from './query-client.ts'
import { syncEngineCache } from './sync-engine-cache.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const client = createQueryClient()
syncEngineCache(client)

const runList = sidOf('FW', 1)
const query = neighboursQuery({ runList, query: parseQuery(emptyQuery), engagementSid: sidOf('FN', 1) })
const of = (total: number): Neighbours => ({ index: 0, total, previous: null, next: null })
const changed = (version: number, sid: RunList = runList) =>
  engine.emit({ type: 'changed', runList: sid, version })
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const requestCount = () => engine.requests('neighbours').length

let unsubscribe = () => {}
beforeEach(async () => {
  engine.forgetRequests()
  unsubscribe = new QueryObserver(client, query).subscribe(() => {})
  await settle()
  engine.last('neighbours').respond(of(1000))
  await settle()
})
afterEach(() => {
  unsubscribe()
  client.clear()
})

const shownTotal = () => client.getQueryData(query.queryKey)?.total

test('changed data is queried again at once', async () => {
  changed(1)
  await settle()
  engine.last('neighbours').respond(of(2000))
  await settle()
  expect([requestCount(), shownTotal()]).toEqual([2, 2000])
})

test('changes of the flow’s executions do not concern its engagements', async () => {
  changed(1, runListOf(runList, 'executions'))
  await settle()
  expect(requestCount()).toBe(1)
})

test('changes during a query neither abort it nor get lost', async () => {
  changed(2)
  await settle()
  const slow = engine.last('neighbours')
  changed(3)
  changed(4)
  await settle()
  expect([requestCount(), slow.isAborted]).toEqual([2, false])
  slow.respond(of(2000))
  await settle()
  expect([requestCount(), shownTotal()]).toEqual([3, 2000])
  engine.last('neighbours').respond(of(4000))
  await settle()
  expect([requestCount(), shownTotal()]).toEqual([3, 4000])
})

test('another flow’s change queries nothing', async () => {
  changed(5, sidOf('FW', 2))
  await settle()
  expect(requestCount()).toBe(1)
})
