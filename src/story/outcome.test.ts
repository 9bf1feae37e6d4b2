import { describe, expect, test } from 'vitest'

import { outcomeText, type Outcome } from '#contract/outcome.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { createEmulatorRequest } from '#emulator/http/credentials.ts'
import type { Step } from '#contract/resources.ts'
import { stepsOf, type StepTuple } from '#testing/steps.ts'
import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'
import { parsePage } from '#engine/load/parse-page.ts'

import { buildStory } from './build-story.ts'
import { contextFromValue, emptyContext } from './context-reader.ts'
import { outcomeOf } from './outcome.ts'
import { stepsInOrder } from './steps-in-order.ts'

const textOf = (status: string | null, ...steps: StepTuple[]) =>
  outcomeText(outcomeOf(stepsOf(...steps), null, status))

const dialed = (fields: object) => ({ widgets: { agent: fields } })

describe('the outcome', () => {
  test.each<[string, StepTuple[], string]>([
    [
      'the last question was answered',
      [['ask', 'incomingMessage', 'send-and-wait-for-reply', 9]],
      'Completed',
    ],
    [
      'no reply came, and a goodbye was sent',
      [
        ['ask', 'timeout', 'send-and-wait-for-reply', 3600],
        ['bye', 'sent', 'send-message', 3602],
      ],
      'Ended: no reply at ask',
    ],
    ['a hang-up', [['menu', 'hangup', 'gather-input-on-call', 4]], 'Ended: hang-up at menu'],
    ['a request failed', [['lookup', 'failed', 'make-http-request', 4]], 'Failed at lookup'],
    ['a message was not delivered', [['bye', 'failed', 'send-message', 4]], 'Failed at bye'],
    ['an unknown widget failed', [['x', 'failed', 'new-widget', 4]], 'Failed at x'],
    [
      'a widget ran too often',
      Array.from({ length: 10 }, (_, i): StepTuple => ['poll', 'success', 'make-http-request', i]),
      'Stopped at poll',
    ],
    ['Twilio lists no steps', [], 'Unknown'],
  ])('of a run in which %s', (_, steps, expected) => {
    expect(textOf('ended', ...steps)).toBe(expected)
  })

  test('of an active run is where it waits, and of an undocumented status unknown', () => {
    const [step] = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0])
    const waiting = step ? [{ ...step, transitioned_to: 'ask' }] : []
    expect(outcomeText(outcomeOf(waiting, null, 'active'))).toBe('Waiting at ask')
    expect(outcomeText(outcomeOf(waiting, null, 'ended'))).toBe('Stopped at ask')
    expect(outcomeText(outcomeOf(waiting, null, 'paused'))).toBe('Unknown')
    const unsaid = step ? [{ ...step, transitioned_to: null }] : []
    expect(outcomeText(outcomeOf(unsaid, null, 'ended'))).toBe('Unknown')
    expect(outcomeText(outcomeOf([], null, 'active'))).toBe('Waiting at …')
    expect(outcomeText(outcomeOf(step ? [step] : [], null, 'active'))).toBe('Waiting at …')
  })

  test('is not guessed where only a context that is not loaded says whether a call was connected', () => {
    const agent: StepTuple = ['agent', 'callCompleted', 'connect-call-to', 60]
    expect(textOf('ended', agent)).toBe('Not loaded')
    const runContext = contextFromValue(dialed({ DialCallStatus: 'no-answer' }))
    expect(outcomeText(outcomeOf(stepsOf(agent), runContext, 'ended'))).toBe('Ended: no answer at agent')
    const connected = dialed({ DialCallStatus: 'completed' })
    expect(textOf('ended', ['agent', 'callCompleted', 'connect-call-to', 60, connected])).toBe('Completed')
    // A widget after it decides.
    expect(textOf('ended', agent, ['lookup', 'failed', 'make-http-request', 61])).toBe('Failed at lookup')
    expect(textOf('ended', agent, ['bye', 'audioComplete', 'say-play', 61])).toBe('Not loaded')
  })

  test('cuts a name that is too long', () => {
    const { widget } = outcomeOf(stepsOf(['x'.repeat(5000), 'failed', 'y', 0]), null, 'ended') ?? {}
    expect(widget).toHaveLength(201)
  })
})

const now = Date.UTC(2026, 10, 3, 15, 20)
const emulator = createEmulator({ now: () => now, origin: 'https://studio.twilio.com' })
const client = createClient({
  baseUrl: 'https://studio.twilio.com',
  fetch: (input, init) =>
    emulator(createEmulatorRequest(new Request(input).url, { signal: init?.signal ?? null })),
  loadParser: loadInlineParser,
})

const withoutContexts = (steps: readonly Step[]): Step[] => steps.map((step) => ({ ...step, context: {} }))

test('agrees with the story on all the emulator’s flows, and without contexts says the same or nothing', async () => {
  const signal = undefined
  const kinds = new Map<string, number>()
  for (const flowSid of Object.values(flowSids)) {
    const { bytes } = await client.engagementsPage(flowSid, null, signal, 40)
    const { rows } = parsePage(bytes)
    for (const { sid, status } of rows) {
      if (sid === null) continue
      const steps = stepsInOrder(await client.steps(flowSid, sid, signal))
      const runContext = contextFromValue(JSON.parse(await client.context(flowSid, sid, signal)))
      const full = outcomeOf(steps, runContext, status)
      const { ending } = buildStory(steps, runContext, status, now)
      expect([sid, full?.widget, full?.kind]).toEqual([sid, ending?.widget, kindOf(full, ending?.kind)])
      const listed = outcomeOf(withoutContexts(steps), null, status)
      expect([sid, null, full]).toContainEqual(listed)
      kinds.set(full?.kind ?? 'none', (kinds.get(full?.kind ?? 'none') ?? 0) + 1)
      if (listed === null)
        kinds.set('not decided by steps alone', (kinds.get('not decided by steps alone') ?? 0) + 1)
    }
  }
  expect([...kinds.keys()]).toEqual(
    expect.arrayContaining(['completed', 'waiting', 'ended-early', 'failed', 'not decided by steps alone']),
  )
  // Hundreds of runs with all their contexts: on a busy machine that takes longer than a test usually may.
}, 120_000)

/** The kind that belongs to a story's ending. */
function kindOf(outcome: Outcome | null, ending: string | undefined) {
  const kinds: Record<string, Outcome['kind']> = { end: 'completed', waiting: 'waiting', stopped: 'stopped' }
  return ending !== undefined && Object.hasOwn(kinds, ending) ? kinds[ending] : outcome?.kind
}

test('a context that is empty counts as not loaded', () => {
  expect(outcomeOf(stepsOf(['agent', 'hangup', 'connect-call-to', 1]), emptyContext, 'ended')).toBeNull()
})
