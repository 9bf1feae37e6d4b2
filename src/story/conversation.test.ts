import { describe, expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { runStart, stepsOf, stepsOverConversations } from '#testing/steps.ts'

import { buildStory } from './build-story.ts'
import { buildConversation } from './conversation.ts'
import { contextFromValue, emptyContext } from './context-reader.ts'
import { formatSegments } from './ticket-markdown.ts'

const trigger = { trigger: { message: { Body: 'Where is my order?', NumMedia: '0' } } }
const repliedContext = {
  ...trigger,
  widgets: { ask: { outbound: { Body: 'Which number?' }, inbound: { Body: '4711', NumMedia: '1' } } },
}
const pendingContext = { ...trigger, widgets: { ask: { outbound: { Body: 'Which number?' } } } }

const messages = (context: object) =>
  buildConversation(stepsOf(['bye', 'sent', 'send-message', 1, context]), emptyContext)

describe('the conversation', () => {
  test('messages in both directions, with a question at the time it was sent', () => {
    const steps = stepsOf(
      ['Trigger', 'incomingMessage', 'trigger', 0, trigger],
      ['ask', 'incomingMessage', 'send-and-wait-for-reply', 30, repliedContext],
      [
        'bye',
        'failed',
        'send-message',
        32,
        { ...repliedContext, widgets: { bye: { outbound: { Body: 'Bye' } } } },
      ],
    )
    expect(
      buildConversation(steps, emptyContext).map(({ from, text, timestamp, attachments, isDelivered }) => [
        from,
        text,
        ((timestamp ?? 0) - runStart) / 1000,
        attachments,
        isDelivered,
      ]),
    ).toEqual([
      ['contact', 'Where is my order?', 0, 0, true],
      ['flow', 'Which number?', 0, 0, true],
      ['contact', '4711', 30, 1, true],
      ['flow', 'Bye', 32, 0, false],
    ])
  })

  test('over Conversations the run’s context has the last message alone, which is quoted where it came', () => {
    const withoutContexts = stepsOverConversations.map((step) => ({ ...step, context: {} }))
    const runContext = contextFromValue(stepsOverConversations.at(-1)?.context)
    expect(
      buildConversation(withoutContexts, runContext).map(({ text, isContextLoaded }) => [
        text,
        isContextLoaded,
      ]),
    ).toEqual([
      [null, false],
      ['Which number?', true],
      ['4711', true],
    ])
    const { sentences } = buildStory(withoutContexts, runContext, 'ended', runStart)
    expect(sentences.map(({ segments }) => formatSegments(segments))).toEqual([
      'They wrote a message',
      'Asked “Which number?”; they replied “4711” after 30 s',
    ])
  })

  test('a reply over Conversations is quoted', () => {
    expect(
      buildConversation(stepsOverConversations, emptyContext).map(({ from, text }) => [from, text]),
    ).toEqual([
      ['contact', 'Hello'],
      ['flow', 'Which number?'],
      ['contact', '4711'],
    ])
  })

  test('a text that is not loaded, and one that the context does not hold', () => {
    expect(messages({})).toMatchObject([{ text: null, isContextLoaded: false }])
    expect(messages({ widgets: { bye: {} } })).toMatchObject([{ text: null, isContextLoaded: true }])
  })

  test('a question without a reply yet comes last', () => {
    const [first] = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0, trigger])
    const steps = [{ ...stepSchema.parse(first), transitioned_to: 'ask' }]
    expect(buildConversation(steps, contextFromValue(pendingContext)).at(-1)).toMatchObject({
      from: 'flow',
      text: 'Which number?',
    })
  })

  test('a call has no messages', () => {
    expect(buildConversation(stepsOf(['Trigger', 'incomingCall', 'trigger', 0]), emptyContext)).toEqual([])
  })
})

test.each([
  ['2', 2],
  [1, 1],
  ['Infinity', 0],
  ['1.5', 0],
  ['-1', 0],
])('%j attachments are %i', (NumMedia, attachments) => {
  const steps = stepsOf([
    'Trigger',
    'incomingMessage',
    'trigger',
    0,
    { trigger: { message: { Body: 'Hi', NumMedia } } },
  ])
  expect(buildConversation(steps, emptyContext)).toMatchObject([{ attachments }])
})
