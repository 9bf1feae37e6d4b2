import { expect, test } from 'vitest'

import { maskText } from '#privacy/mask.ts'
import { runStart, stepsOf } from '#testing/steps.ts'

import { buildStory } from './build-story.ts'
import { emptyContext } from './context-reader.ts'
import { formatSegments, formatTicket } from './ticket-markdown.ts'

test('a ticket is masked before it is escaped: escapes within a number would hide it from the mask', () => {
  const message = { trigger: { message: { Body: 'Call 415~555~0142 or +1\u200b4155550142' } } }
  const story = buildStory(
    stepsOf(['Trigger', 'incomingMessage', 'trigger', 0, message]),
    emptyContext,
    'ended',
    runStart,
  )
  const ticket = formatTicket(story, {
    flow: { name: 'Line 415~555~0142', sid: 'FW1' },
    engagementSid: 'FN1',
    contact: 'a_b@mail.example',
    status: 'ended',
    link: '',
    stepLink: null,
    zone: 'UTC',
    mask: maskText,
  })
  expect(ticket).not.toMatch(/555|_b|0142/)
  expect(ticket).toContain('U+200B•')
})

test('a quoted text shows its character references as they are', () => {
  expect(formatSegments([{ quote: 'AT&amp;T & &#8203;' }])).toBe(String.raw`“AT\&amp;T & \&#8203;”`)
})
