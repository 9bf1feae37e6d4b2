import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementsKey } from '#queries/engagements.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { connectionStatus, isSigningOut, rateLimitedUntilMs } from '#status/system-status.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { sessionQuery } from '#session/session-query.ts'

import { loadMissingSteps } from './load-missing-steps.ts'
import { loadRunSteps, mayLoadSteps } from './load-run-steps.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const runList = sidOf('FW', 1)
const sid = sidOf('FN', 1)
const row = { sid, status: 'ended', updated: 1000 }
const { queryKey } = stepsQuery(runList, sid)
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
let client = createQueryClient()
let server: FakeUpstream

beforeEach(() => {
  client = createQueryClient()
  server = new FakeUpstream()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://localhost'), init)),
  )
  engine.forgetRequests()
})
afterEach(() => void vi.unstubAllGlobals())

const load = (signal = new AbortController().signal) => loadRunSteps(client, runList, row, signal)

test('steps of the cache are used, and say outcome and last widget', async () => {
  client.setQueryData(queryKey, stepsOf(['menu', 'hangup', 'gather-input-on-call', 4]))
  expect(await load()).toEqual({
    ...row,
    steps: {
      outcome: { kind: 'ended-early', widget: 'menu', reason: 'hang-up' },
      lastWidget: 'menu',
      waitingSinceMs: null,
      waits: [],
      exits: [{ widget: 'menu', event: 'hangup', next: 'Ended' }],
    },
  })
  expect(server.requests).toEqual([])
})

test('steps of a time when the run had not ended are loaded again; leaving aborts the request', async () => {
  const [step] = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0])
  client.setQueryData(queryKey, step ? [{ ...step, transitioned_to: 'ask' }] : [], {
    updatedAt: Date.now() - 1000,
  })
  const abort = new AbortController()
  const loading = load(abort.signal)
  await settle()
  expect(server.pending).toHaveLength(1)
  abort.abort()
  await expect(loading).rejects.toThrow('')
  expect(server.pending).toEqual([])
})

test('a request that another caller waits for goes on when one leaves', async () => {
  const abort = new AbortController()
  const left = load(abort.signal)
  const waiting = load()
  await settle()
  abort.abort()
  await settle()
  expect(server.pending).toHaveLength(1)
  const steps = stepsOf(['menu', 'hangup', 'gather-input-on-call', 4])
  server.pending[0]?.respondWith(Response.json({ steps, meta: { next_page_url: null } }))
  await expect(left).rejects.toThrow('')
  expect((await waiting).sid).toBe(sid)
})

test('a call’s result is taken from the list’s context', async () => {
  client.setQueryData(queryKey, stepsOf(['agent', 'callCompleted', 'connect-call-to', 60]))
  const loading = load()
  await settle()
  engine
    .last('rawEngagement')
    .respond({ entries: [], context: '{"widgets":{"agent":{"DialCallStatus":"busy"}}}' })
  expect((await loading).steps.outcome?.reason).toBe('line busy')
})

test('nothing is loaded during a rate limit, without a connection and without a session', () => {
  const mayLoad = () => mayLoadSteps(client, false)
  expect(mayLoad()).toBe(true)
  rateLimitedUntilMs.set(Date.now() + 10_000)
  expect(mayLoad()).toBe(false)
  rateLimitedUntilMs.set(0)
  connectionStatus.set('unreachable')
  expect(mayLoad()).toBe(false)
  connectionStatus.set('online')
  isSigningOut.set(true)
  expect(mayLoad()).toBe(false)
  isSigningOut.set(false)
  const session = { access: 'password', user: 'ada', demo: false, mask: false } as const
  client.setQueryData(sessionQuery().queryKey, { ...session, user: null })
  expect(mayLoad()).toBe(false)
  client.setQueryData(sessionQuery().queryKey, session)
  expect(mayLoad()).toBe(true)
})

const never = () => new Promise<never>(() => {})

test('what a screen waits for comes first; what a person has asked for does not wait until the list is read', () => {
  const observe = (key: readonly string[]) =>
    new QueryObserver(client, { queryKey: key, queryFn: never }).subscribe(() => {})
  const leave = observe([...engagementsKey, runList])
  expect([mayLoadSteps(client, false), mayLoadSteps(client, true)]).toEqual([false, true])
  const leaveContext = observe(['context', runList, sid])
  expect(mayLoadSteps(client, true)).toBe(false)
  leaveContext()
  leave()
})

test('on request the steps of all runs are loaded one after the other, in batches for the list', async () => {
  const sids = [1, 2].map((n) => sidOf('FN', n))
  for (const each of sids)
    client.setQueryData(
      stepsQuery(runList, each).queryKey,
      stepsOf(['menu', 'hangup', 'gather-input-on-call', 4]),
    )
  const progress: number[] = []
  const { signal } = new AbortController()
  const query = { ...emptyQuery, search: { terms: [] } }
  const loading = loadMissingSteps(client, { runList, query, onlyMatches: false }, signal, (answered) =>
    progress.push(answered),
  )
  await settle()
  const runs = sids.map((each) => ({ ...row, sid: each }))
  engine.last('rowsWithoutSteps').respond(runs)
  await settle()
  // The list has none of the steps yet.
  engine.last('rowsWithoutSteps').respond(runs)
  expect(await loading).toEqual({ loaded: 2, failed: 0 })
  expect(progress).toEqual([1, 2])
  expect(engine.last('setSteps').params.loaded.map((each) => each.sid)).toEqual(sids)
})

test('while outcomes load, runs are asked for in the version that the list has by then', async () => {
  const runs = Array.from({ length: 12 }, (_, n) => ({ ...row, sid: sidOf('FN', n + 1) }))
  for (const each of runs)
    client.setQueryData(
      stepsQuery(runList, each.sid).queryKey,
      stepsOf(['menu', 'hangup', 'gather-input-on-call', 4]),
    )
  const query = { ...emptyQuery, search: { terms: [] } }
  const { signal } = new AbortController()
  const loading = loadMissingSteps(client, { runList, query, onlyMatches: false }, signal, () => {})
  await settle()
  engine.last('rowsWithoutSteps').respond(runs)
  await settle()
  // The last two have changed, and one is new: it waits for the next request of the person.
  const changed = runs.slice(10).map((each) => ({ ...each, updated: 2000 }))
  engine.last('rowsWithoutSteps').respond([...changed, { ...row, sid: sidOf('FN', 99) }])
  await settle()
  engine.last('rowsWithoutSteps').respond([])
  expect(await loading).toEqual({ loaded: 12, failed: 0 })
  const updated = engine.last('setSteps').params.loaded.map((each) => each.updated)
  expect(updated.slice(-2)).toEqual([2000, 2000])
})
