import { expect, test } from 'vitest'

import { isQuotedIn } from './shown-values.ts'

test.each([
  ['trigger.message.Body', true, true],
  ['trigger.conversation.Body', true, true],
  ['widgets.ask.inbound.Body', true, true],
  ['widgets.ask.outbound.Body', true, true],
  ['widgets.menu.SpeechResult', true, false],
  ['widgets.menu.Digits', true, false],
  ['flow.variables.order', true, false],
  ['flow.variables.order.id', false, false],
  ['trigger.message.From', false, false],
  ['widgets.ask.inbound.From', false, false],
])('%s: in the story %j, in the conversation %j', (key, inStory, inConversation) => {
  const path = key.split('.')
  expect(isQuotedIn('story', path)).toBe(inStory)
  expect(isQuotedIn('conversation', path)).toBe(inConversation)
  expect(isQuotedIn('steps', path)).toBe(false)
})
