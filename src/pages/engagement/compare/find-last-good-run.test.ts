import { beforeEach, expect, test, vi } from 'vitest'

import type { Step } from '#contract/resources.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'
import { runStart, stepsOf, type StepTuple } from '#testing/steps.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'

import { findLastGoodRun, maxCheckedRuns } from './find-last-good-run.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const runList = sidOf('FW', 1)
const engagementSid = sidOf('FN', 99)
let client = createQueryClient()

const byMessage: StepTuple = ['Trigger', 'incomingMessage', 'trigger', 0]
const byCall: StepTuple = ['Trigger', 'incomingCall', 'trigger', 0]
const noReply: StepTuple = ['ask', 'timeout', 'send-and-wait-for-reply', 60]
const good: StepTuple = ['bye', 'sent', 'send-message', 60]

const setSteps = (sid: EngagementSid, steps: Step[]) =>
  client.setQueryData(stepsQuery(runList, sid).queryKey, steps)

const candidate = (n: number): EngagementRow => ({
  row: n,
  sid: sidOf('FN', n),
  status: 'ended',
  contact: null,
  started: runStart - n,
  updated: null,
  durationMs: null,
  outcome: null,
  stuck: null,
  match: null,
})

beforeEach(() => {
  client = createQueryClient()
  engine.forgetRequests()
  const entries = [{ key: 'date_created', text: JSON.stringify(new Date(runStart).toISOString()) }]
  client.setQueryData(engagementQuery(runList, engagementSid).queryKey, parseEngagement(entries))
  setSteps(engagementSid, stepsOf(byMessage, noReply))
})

/** Starts the search and answers the engine's requests: the candidates, and each stored outcome. */
async function find(candidates: readonly EngagementRow[], checked = new Set<EngagementSid>()) {
  const settled: true[] = []
  const onChecked = vi.fn<() => void>()
  const { signal } = new AbortController()
  const search = findLastGoodRun({ client, runList, engagementSid, checked, signal, onChecked }).finally(() =>
    settled.push(true),
  )
  for (let answered = 0; settled.length === 0;) {
    await new Promise((resolve) => setTimeout(resolve))
    for (const request of engine.requests('rows').slice(-1))
      request.respond(
        rowsFrom(0, {
          rows: candidates.slice(0, request.params.size),
          total: candidates.length,
          loaded: 500,
        }),
      )
    for (const request of engine.requests('setSteps').slice(answered)) {
      answered++
      request.respond(null)
    }
  }
  return { result: await search, checks: onChecked.mock.calls.length }
}

test('the newest completed run by the same trigger, of those that started before', async () => {
  setSteps(sidOf('FN', 1), stepsOf(byMessage, noReply))
  setSteps(sidOf('FN', 2), stepsOf(byCall, good))
  setSteps(sidOf('FN', 3), stepsOf(byMessage, good))
  setSteps(sidOf('FN', 4), stepsOf(byMessage, good))
  const { result, checks } = await find([1, 2, 3, 4].map(candidate))
  expect(result).toEqual({ state: 'found', engagementSid: sidOf('FN', 3) })
  expect(checks).toBe(2)
  expect(engine.last('rows').params.query).toMatchObject({
    status: 'ended',
    to: runStart,
    outcomes: ['completed', 'not-loaded'],
    sort: { by: 'started', descending: true },
  })
})

test('checks so many runs at once, and goes on from there', async () => {
  const all = Array.from({ length: maxCheckedRuns + 2 }, (_, i) => candidate(i + 1))
  for (const { sid } of all) if (sid) setSteps(sid, stepsOf(byMessage, noReply))
  const checked = new Set<EngagementSid>()
  const first = await find(all, checked)
  expect(first).toEqual({
    result: { state: 'none', loaded: 500, isExhausted: false },
    checks: maxCheckedRuns,
  })
  const second = await find(all, checked)
  expect(second).toEqual({ result: { state: 'none', loaded: 500, isExhausted: true }, checks: 2 })
})

test('without a first step there is no trigger to compare', async () => {
  setSteps(engagementSid, [])
  expect((await find([])).result).toEqual({ state: 'unknown trigger' })
})
