import { ReactFlowProvider } from '@xyflow/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'
import { buildStory } from '#story/build-story.ts'
import { emptyContext } from '#story/context-reader.ts'
import { runStart, stepsOf } from '#testing/steps.ts'

import { PathList } from './path-list.tsx'

const definition = parseDefinition({
  states: [
    {
      name: 'Trigger',
      type: 'trigger',
      transitions: [{ event: 'incomingMessage', next: 'ask' }, { event: 'incomingCall' }],
    },
    {
      name: 'ask',
      type: 'send-and-wait-for-reply',
      transitions: [
        { event: 'incomingMessage', next: 'is_yes' },
        { event: 'timeout', next: 'bye' },
        { event: 'deliveryFailure' },
      ],
    },
    {
      name: 'is_yes',
      type: 'split-based-on',
      transitions: [
        { event: 'noMatch' },
        { event: 'match', next: 'bye' },
        { event: 'match', next: 'bye' },
        { event: 'match', next: 'ask' },
      ],
    },
  ],
})

/** The text of each item. */
function itemsOf(steps: ReturnType<typeof stepsOf>, status: string, of = definition): string[] {
  const { ending } = buildStory(steps, emptyContext, status, runStart + 60_000)
  const markup = renderToStaticMarkup(
    <ReactFlowProvider>
      <PathList steps={steps} definition={of} ending={ending} linked={-1} />
    </ReactFlowProvider>,
  )
  return markup
    .split('<li')
    .slice(1)
    .map((item) =>
      item
        .replace(/^[^>]*>/, '')
        .replaceAll(/<\/p>|<\/button>/g, ' ')
        .replaceAll(/<svg[^>]*aria-label="to"/g, ' > $&')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ')
        .replace('&gt;', '>')
        .trim(),
    )
}

const steps = stepsOf(
  ['Trigger', 'incomingMessage', 'trigger', 0],
  ['ask', 'incomingMessage', 'send-and-wait-for-reply', 9],
  ['is_yes', 'noMatch', 'split-based-on', 10],
)

test('each widget, the exit taken, the next widget, and the exits not taken, each once', () => {
  expect(itemsOf(steps, 'ended')).toEqual([
    'Trigger incomingMessage > ask',
    'ask incomingMessage > is_yes Not taken: timeout → bye, deliveryFailure',
    'is_yes noMatch > Endedended here Not taken: match → bye, match → ask',
  ])
})

test('where a run waits is the last item', () => {
  const waiting = steps.slice(0, 2)
  expect(itemsOf(waiting, 'active').at(-1)).toBe('is_yeswaiting here')
})

test('without a definition, nothing is known of other exits', () => {
  expect(itemsOf(steps, 'ended', null)).toEqual([
    'Trigger incomingMessage > ask',
    'ask incomingMessage > is_yes',
    'is_yes noMatch > Endedended here',
  ])
})

test('where a step does not say where it led, the exit it may have taken is not among those not taken', () => {
  const unsaid = steps.slice(0, 2).map((step, i) => (i === 1 ? { ...step, transitioned_to: null } : step))
  expect(itemsOf(unsaid, 'ended')[1]).toMatch(/Not taken: timeout → bye, deliveryFailure$/)
})
