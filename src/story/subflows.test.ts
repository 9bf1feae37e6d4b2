import { describe, expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'
import { sidOf } from '#testing/sids.ts'

import { conversationOf } from './conversation.ts'
import { knownOf, nothingKnown, type Known } from './known.ts'
import { tellStory } from './tell.ts'
import { printTicket, printWords } from './ticket.ts'
import type { StepsKnown } from './visits.ts'

const start = Date.UTC(2026, 10, 3, 9, 12, 45)
const parent = sidOf('FT', 4)

type Row = { type: string; name: string; from: string; to: string; inside?: boolean; context?: object }

/** Steps as the API has them, the n-th with the SID of n, a second apart. */
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

/** A payment that was broken off: its subflow has a widget of the same name as the flow itself. */
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

const told = (steps: ReturnType<typeof run>, known: Known = nothingKnown, ofSteps?: StepsKnown) =>
  tellStory(steps, known, 'ended', start, ofSteps).sentences.map(({ words }) => printWords(words))

describe('a subflow', () => {
  test('is told where it ran, one deeper, under the name of the widget that ran it', () => {
    const { sentences } = tellStory(run(rows), nothingKnown, 'ended', start)
    expect(sentences.map(({ depth, subflow, words }) => [depth, subflow, printWords(words)])).toEqual([
      [0, null, 'They wrote a message'],
      [1, 'pay', 'The subflow `pay` began with `amount` “12.50”'],
      [1, 'pay', 'They pressed “7” after 1 s'],
      [1, 'pay', 'They hung up before they had paid'],
      [0, null, 'The subflow `pay` ran to its end'],
      [0, null, 'They pressed a key after 1 s'],
    ])
  })

  test('that was hung up in ended the run, whatever tidied up after it', () => {
    const { ending } = tellStory(run(rows.slice(0, 5)), nothingKnown, 'ended', start)
    expect(ending && [ending.kind, printWords(ending.words)]).toEqual([
      'hang-up',
      'Ended with a hang-up in `card` of the subflow `pay`',
    ])
  })

  test('that goes on is what the run waits in, before the step that runs it is listed', () => {
    const { ending } = tellStory(run(rows.slice(0, 3)), nothingKnown, 'active', start + 62_000)
    expect(ending && printWords(ending.words)).toBe('Still waiting in `keep` of the subflow `pay` for 1 min')
  })

  test('that failed to load says so', () => {
    const steps = run([
      { type: 'trigger', name: 'incomingCall', from: 'Trigger', to: 'pay' },
      { type: 'run-subflow', name: 'failed', from: 'pay', to: 'Ended' },
    ])
    expect(told(steps).at(-1)).toBe('The subflow `pay` could not be run')
  })

  test('is named in a ticket', () => {
    const story = tellStory(run(rows), nothingKnown, 'ended', start)
    const ticket = printTicket(story, { engagementSid: 'FN1', contact: null, status: 'ended', link: '' })
    expect(ticket).toContain(
      '4. 2026-11-03 09:12:48 UTC: They hung up before they had paid (`card` in `pay`)',
    )
  })
})

const said = (reply: string) =>
  knownOf({ widgets: { ask: { outbound: { Body: 'Why?' }, inbound: { Body: reply } } } })
const set = (from: string): Row => ({ type: 'set-variables', name: 'next', from, to: 'next' })

describe('where steps came without contexts', () => {
  const bare = run(rows.map((row) => ({ ...row, context: {} })))
  const inFlow = knownOf({ trigger, widgets: { ask: { Digits: '1' } } })

  test('the run’s own tells of the flow it was last in, and of what set it off', () => {
    expect(told(bare, inFlow)).toEqual([
      'They wrote “I want to pay”',
      'The subflow `pay` began',
      'They pressed a key after 1 s',
      'They hung up before they had paid',
      'The subflow `pay` ran to its end',
      'They pressed “1” after 1 s',
    ])
    expect(told(bare.slice(0, 3), knownOf({ ...inSubflow, widgets: { ask: { Digits: '7' } } }))).toEqual([
      'They wrote “I want to pay”',
      'The subflow `pay` began with `amount` “12.50”',
      'They pressed “7” after 1 s',
    ])
  })

  test('those that are here all the same are told from', () => {
    const ofSteps = new Map([[sidOf('FT', 2), knownOf({ widgets: { ask: { Digits: '7' } } })]])
    expect(told(bare, inFlow, ofSteps)[2]).toBe('They pressed “7” after 1 s')
  })

  test('an earlier visit of a question is quoted from its own, in the conversation too', () => {
    const ask = { type: 'send-and-wait-for-reply', name: 'incomingMessage', from: 'ask', to: 'ask' }
    const steps = run([ask, ask])
    const ofSteps = new Map([[sidOf('FT', 0), said('First')]])
    expect(told(steps, said('Second'), ofSteps)).toEqual([
      'Asked “Why?”; they answered “First”',
      'Asked “Why?”; they answered “Second” after 1 s',
    ])
    const texts = conversationOf(steps, said('Second'), ofSteps).map(({ text }) => text)
    expect(texts).toEqual(['Why?', 'First', 'Why?', 'Second'])
  })

  test('no variable is said to have been set by a step that may not have set it', () => {
    const later = knownOf({ flow: { variables: { first: '1', second: '2' } } })
    expect(told(run([set('a'), set('b')]), later)).toEqual(['Set variables', 'Set variables'])
    const named = knownOf({
      flow: { variables: { first: '1', second: '2' } },
      widgets: { a: { first: '1' }, b: { second: '2' } },
    })
    expect(told(run([set('a'), set('b')]), named)).toEqual([
      'Remembered `first` “1”',
      'Remembered `second` “2”',
    ])
  })
})
