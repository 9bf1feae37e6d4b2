import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { stepsQuery } from '#queries/context.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { connectionStatus, isSigningOut, rateLimitedUntilMs } from '#status/system-status.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { sessionQuery } from '#session/session-query.ts'

import { loadOutcome, mayLoadOutcomes } from './load-outcome.ts'

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
  vi.stubGlobal('document', { visibilityState: 'visible' })
  engine.forgetRequests()
})
afterEach(() => void vi.unstubAllGlobals())

test('steps of the cache are used, and the outcome goes to the list', async () => {
  client.setQueryData(queryKey, stepsOf(['menu', 'hangup', 'gather-input-on-call', 4]))
  void loadOutcome(client, runList, row, new AbortController().signal)
  await settle()
  expect(engine.requests('setOutcomes').map(({ params }) => params)).toEqual([
    {
      runList,
      outcomes: [
        {
          engagementSid: sid,
          status: 'ended',
          updated: 1000,
          outcome: { kind: 'ended-early', widget: 'menu', reason: 'hang-up' },
        },
      ],
    },
  ])
  expect(server.requests).toEqual([])
})

test('steps of a time when the run had not ended are loaded again; leaving aborts the request', async () => {
  const [step] = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0])
  client.setQueryData(queryKey, step ? [{ ...step, transitioned_to: 'ask' }] : [], {
    updatedAt: Date.now() - 1000,
  })
  const abort = new AbortController()
  const loading = loadOutcome(client, runList, row, abort.signal)
  await settle()
  expect(server.pending).toHaveLength(1)
  abort.abort()
  await loading
  expect(server.pending).toEqual([])
  expect(engine.requests('setOutcomes')).toEqual([])
})

test('a call’s result is taken from the list’s context', async () => {
  client.setQueryData(queryKey, stepsOf(['agent', 'callCompleted', 'connect-call-to', 60]))
  void loadOutcome(client, runList, row, new AbortController().signal)
  await settle()
  engine
    .last('rawEngagement')
    .respond({ entries: [], context: '{"widgets":{"agent":{"DialCallStatus":"busy"}}}' })
  await settle()
  expect(engine.last('setOutcomes').params.outcomes[0]?.outcome.reason).toBe('line busy')
})

test('nothing is loaded during a rate limit, without a connection, without a session, and in a hidden tab', () => {
  expect(mayLoadOutcomes(client)).toBe(true)
  rateLimitedUntilMs.set(Date.now() + 10_000)
  expect(mayLoadOutcomes(client)).toBe(false)
  rateLimitedUntilMs.set(0)
  connectionStatus.set('unreachable')
  expect(mayLoadOutcomes(client)).toBe(false)
  connectionStatus.set('online')
  isSigningOut.set(true)
  expect(mayLoadOutcomes(client)).toBe(false)
  isSigningOut.set(false)
  const session = { access: 'password', user: 'ada', demo: false, mask: false } as const
  client.setQueryData(sessionQuery().queryKey, { ...session, user: null })
  expect(mayLoadOutcomes(client)).toBe(false)
  client.setQueryData(sessionQuery().queryKey, session)
  expect(mayLoadOutcomes(client)).toBe(true)
  vi.stubGlobal('document', { visibilityState: 'hidden' })
  expect(mayLoadOutcomes(client)).toBe(false)
})
