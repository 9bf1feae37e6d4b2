import { describe, expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import { buildConversation } from './conversation.ts'
import { contextFromValue, emptyContext, type ContextReader } from './context-reader.ts'
import { buildStory } from './build-story.ts'
import { leadToEnd, outcomeOf } from './outcome.ts'
import { formatTicket, formatSegments } from './ticket-markdown.ts'
import type { StepContexts } from './step-executions.ts'

const start = Date.UTC(2026, 10, 3, 9, 12, 45)
const parent = sidOf('FT', 4)

type Row = { type: string; name: string; from: string; to: string; inside?: boolean; context?: object }

/** Steps as the API sends them, a second apart; the SID of the n-th is made from n. */
function run(rows: readonly Row[]) {
  return rows.map(({ type, name, from, to, inside, context }, i) =>
    stepSchema.parse({
      sid: sidOf('FT', i),
      type,
      name,
      transitioned_from: from,
      transitioned_to: to,
      parent_step_sid: inside ? parent : null,
      context: context ?? {},
      date_created: new Date(start + i * 1000).toISOString(),
    }),
  )
}

const trigger = { message: { Body: 'I want to pay' } }
const inSubflow = { trigger: { ...trigger, parent: { parameters: { amount: '12.50' } } } }

/** A payment ended by a hang-up. The subflow and the flow have a widget of the same name. */
const rows: Row[] = [
  { type: 'trigger', name: 'incomingMessage', from: 'Trigger', to: 'pay' },
  { type: 'trigger', name: 'incomingParent', from: 'Trigger', to: 'ask', inside: true, context: inSubflow },
  {
    type: 'gather-input-on-call',
    name: 'keypress',
    from: 'ask',
    to: 'keep',
    inside: true,
    context: { ...inSubflow, widgets: { ask: { Digits: '7' } } },
  },
  {
    type: 'capture-payments',
    name: 'hangup',
    from: 'card',
    to: 'Ended',
    inside: true,
    context: { ...inSubflow, widgets: { ask: { Digits: '7' } } },
  },
  { type: 'run-subflow', name: 'completed', from: 'pay', to: 'ask' },
  { type: 'gather-input-on-call', name: 'keypress', from: 'ask', to: 'Ended' },
]

const started: Row = { type: 'trigger', name: 'incomingParent', from: 'Trigger', to: 'ask', inside: true }
const quiet: Row = { type: 'gather-input-on-call', name: 'keypress', from: 'ask', to: 'keep', inside: true }

const sentenceTexts = (
  steps: ReturnType<typeof run>,
  runContext: ContextReader = emptyContext,
  stepContexts?: StepContexts,
) =>
  buildStory(steps, runContext, 'ended', start, stepContexts).sentences.map(({ segments }) =>
    formatSegments(segments),
  )

const endingAfter = (steps: number) => {
  const { ending } = buildStory(run(rows.slice(0, steps)), emptyContext, 'ended', start)
  return ending && formatSegments(ending.segments)
}

describe('a subflow', () => {
  test('is described where it ran, one level deeper, under the name of its widget', () => {
    const { sentences } = buildStory(run(rows), emptyContext, 'ended', start)
    expect(
      sentences.map(({ depth, subflow, segments }) => [depth, subflow, formatSegments(segments)]),
    ).toEqual([
      [0, null, 'They wrote a message'],
      [1, 'pay', 'The subflow `pay` started with `amount` = “12.50”'],
      [1, 'pay', 'They pressed “7” after 1 s'],
      [1, 'pay', 'They hung up before paying'],
      [0, null, 'The subflow `pay` completed'],
      [0, null, 'They pressed a key after 1 s'],
    ])
  })

  test('with a hang-up ended the run, even if cleanup steps follow', () => {
    const cleanup = { type: 'run-subflow', name: 'completed', from: 'pay', to: 'Ended' }
    const { ending } = buildStory(run([...rows.slice(0, 4), cleanup]), emptyContext, 'ended', start)
    expect(ending && [ending.kind, formatSegments(ending.segments)]).toEqual([
      'hang-up',
      'Ended: hang-up at `card` in subflow `pay`',
    ])
  })

  test('is where a run was ended from outside, if the flow around it did not go on', () => {
    expect(endingAfter(3)).toBe('Ended from outside while in `keep` in subflow `pay`')
    expect(endingAfter(4)).toBe('Ended: hang-up at `card` in subflow `pay`')
  })

  test('is where an active run waits, before the step that runs it is listed', () => {
    const { ending } = buildStory(run(rows.slice(0, 3)), emptyContext, 'active', start + 62_000)
    expect(ending && formatSegments(ending.segments)).toBe('Waiting at `keep` in subflow `pay` for 1 min')
  })

  test('that came to its end leaves the run at the widget that runs it', () => {
    const steps = run(rows.slice(0, 3).with(2, { ...quiet, to: 'Ended' }))
    const { ending } = buildStory(steps, emptyContext, 'active', start + 62_000)
    expect(ending && formatSegments(ending.segments)).toBe('Waiting at `pay` for 1 min')
    expect(ending).toMatchObject({ widget: 'pay', subflow: null })
    expect(outcomeOf(steps, null, 'active')).toEqual({ kind: 'waiting', widget: 'pay', reason: null })
    expect(leadToEnd(steps)).toBe(false)
    expect(leadToEnd(run(rows))).toBe(true)
    // Which widget runs it is not known.
    expect(buildStory(steps.slice(2), emptyContext, 'ended', start).ending?.kind).toBe('unknown')
  })

  test('in a subflow is named for the widget that runs it there', () => {
    const inner = sidOf('FT', 9)
    const [first, second, third] = run(rows.slice(0, 3).with(1, { ...started, to: 'confirm' }))
    const steps = first && second && third ? [first, second, { ...third, parent_step_sid: inner }] : []
    const endedAt = (to: string) =>
      buildStory(
        steps.map((step, i) => (i === 2 ? { ...step, transitioned_to: to } : step)),
        emptyContext,
        'ended',
        start,
      ).ending
    expect(endedAt('keep')).toMatchObject({ widget: 'keep', subflow: 'confirm' })
    expect(endedAt('Ended')).toMatchObject({ widget: 'confirm', subflow: 'pay' })
    // A widget that is called like the one around it.
    expect(endedAt('confirm')).toMatchObject({ widget: 'confirm', subflow: 'confirm' })
  })

  test('that failed to load is reported', () => {
    const steps = run([
      { type: 'trigger', name: 'incomingCall', from: 'Trigger', to: 'pay' },
      { type: 'run-subflow', name: 'failed', from: 'pay', to: 'Ended' },
    ])
    expect(sentenceTexts(steps).at(-1)).toBe('The subflow `pay` couldn’t be run')
  })

  test('is named in the ticket', () => {
    const story = buildStory(run(rows), emptyContext, 'ended', start)
    const ticket = formatTicket(story, {
      flow: { name: null, sid: 'FW1' },
      engagementSid: 'FN1',
      contact: null,
      status: 'ended',
      link: '',
      stepLink: null,
      zone: 'UTC',
      mask: (text) => text,
    })
    expect(ticket).toContain('4. 2026-11-03 09:12:48 UTC: They hung up before paying (`card` in `pay`)')
  })
})

const replyContext = (reply: string) =>
  contextFromValue({ widgets: { ask: { outbound: { Body: 'Why?' }, inbound: { Body: reply } } } })
const setVariables = (from: string): Row => ({ type: 'set-variables', name: 'next', from, to: 'next' })

describe('steps that were listed without contexts', () => {
  const stepsWithoutContext = run(rows.map((row) => ({ ...row, context: {} })))
  const inFlow = contextFromValue({ trigger, widgets: { ask: { Digits: '1' } } })

  test('the run’s context describes the flow it was last in, and the trigger', () => {
    expect(sentenceTexts(stepsWithoutContext, inFlow)).toEqual([
      'They wrote “I want to pay”',
      'The subflow `pay` started',
      'They pressed a key after 1 s',
      'They hung up before paying',
      'The subflow `pay` completed',
      'They pressed “1” after 1 s',
    ])
    expect(
      sentenceTexts(
        stepsWithoutContext.slice(0, 3),
        contextFromValue({ ...inSubflow, widgets: { ask: { Digits: '7' } } }),
      ),
    ).toEqual([
      'They wrote “I want to pay”',
      'The subflow `pay` started with `amount` = “12.50”',
      'They pressed “7” after 1 s',
    ])
  })

  test('loaded step contexts are used', () => {
    const stepContexts = new Map([[sidOf('FT', 2), contextFromValue({ widgets: { ask: { Digits: '7' } } })]])
    expect(sentenceTexts(stepsWithoutContext, inFlow, stepContexts)[2]).toBe('They pressed “7” after 1 s')
  })

  test('an earlier reply is quoted from its step’s context, in the conversation too', () => {
    const ask = { type: 'send-and-wait-for-reply', name: 'incomingMessage', from: 'ask', to: 'ask' }
    const steps = run([ask, ask])
    const stepContexts = new Map([[sidOf('FT', 0), replyContext('First')]])
    expect(sentenceTexts(steps, replyContext('Second'), stepContexts)).toEqual([
      'Asked “Why?”; they replied “First”',
      'Asked “Why?”; they replied “Second” after 1 s',
    ])
    const texts = buildConversation(steps, replyContext('Second'), stepContexts).map(({ text }) => text)
    expect(texts).toEqual(['Why?', 'First', 'Why?', 'Second'])
  })

  test('a variable is not attributed to a step that may not have set it', () => {
    const later = contextFromValue({ flow: { variables: { first: '1', second: '2' } } })
    expect(sentenceTexts(run([setVariables('a'), setVariables('b')]), later)).toEqual([
      'Set variables',
      'Set variables',
    ])
    const named = contextFromValue({
      flow: { variables: { first: '1', second: '2' } },
      widgets: { a: { first: '1' }, b: { second: '2' } },
    })
    expect(sentenceTexts(run([setVariables('a'), setVariables('b')]), named)).toEqual([
      'Set `first` = “1”',
      'Set `second` = “2”',
    ])
  })
})
