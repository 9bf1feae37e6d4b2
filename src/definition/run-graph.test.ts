import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'
import { stepSchema } from '#contract/resources.ts'
import { buildStory } from '#story/build-story.ts'
import { emptyContext } from '#story/context-reader.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { buildRunGraph, decisiveWidget } from './run-graph.ts'

const definition = parseDefinition({
  initial_state: 'Trigger',
  states: [
    { name: 'Trigger', type: 'trigger', transitions: [{ event: 'incomingMessage', next: 'ask' }] },
    {
      name: 'ask',
      type: 'send-and-wait-for-reply',
      transitions: [
        { event: 'incomingMessage', next: 'is_yes' },
        { event: 'timeout', next: 'bye' },
        { event: 'deliveryFailure', next: 'bye' },
      ],
    },
    {
      name: 'is_yes',
      type: 'split-based-on',
      transitions: [
        { event: 'noMatch', next: 'ask' },
        {
          event: 'match',
          next: 'bye',
          conditions: [{ arguments: ['{{x}}'], type: 'equal_to', value: 'yes' }],
        },
      ],
    },
    { name: 'bye', type: 'send-message', transitions: [{ event: 'sent' }] },
  ],
})

const steps = stepsOf(
  ['Trigger', 'incomingMessage', 'trigger', 0],
  ['ask', 'incomingMessage', 'send-and-wait-for-reply', 9],
  ['is_yes', 'noMatch', 'split-based-on', 10],
  ['ask', 'timeout', 'send-and-wait-for-reply', 99],
  ['bye', 'sent', 'send-message', 100],
)

const shortName = (id: string) => id.replace('widget ', '')

/** "from→to times: exits" of every edge. */
function edgesOf(graph: ReturnType<typeof buildRunGraph>): string[] {
  return graph.edges.map(
    ({ from, to, times, exits }) =>
      `${shortName(from)}→${shortName(to)} ${times}: ${exits.map((it) => it.event + (it.value ?? '')).join()}`,
  )
}

test('the run is on the graph of its flow: visits, ways taken and not taken, the deciding widget', () => {
  const graph = buildRunGraph(definition, steps, 'ask')
  expect(graph.nodes.map(({ widget, visits, isDefined }) => [widget, visits, isDefined])).toEqual([
    ['Trigger', 1, true],
    ['ask', 2, true],
    ['is_yes', 1, true],
    ['bye', 1, true],
    [null, 1, false],
  ])
  expect(graph.nodes.filter((it) => it.isDecisive).map((it) => it.widget)).toEqual(['ask'])
  expect(edgesOf(graph)).toEqual([
    'Trigger→ask 1: incomingMessage',
    'ask→is_yes 1: incomingMessage',
    'ask→bye 1: timeout,deliveryFailure',
    'is_yes→ask 1: noMatch',
    'is_yes→bye 0: matchyes',
    'bye→end 1: sent',
  ])
})

test('without a definition, the steps are the graph', () => {
  const graph = buildRunGraph(null, steps, null)
  expect(graph.nodes.map(({ widget, type }) => [widget, type])).toEqual([
    ['Trigger', 'trigger'],
    ['ask', 'send-and-wait-for-reply'],
    ['is_yes', 'split-based-on'],
    ['bye', 'send-message'],
    [null, null],
  ])
  expect(edgesOf(graph)).toContain('is_yes→ask 1: noMatch')
  // Nothing is said to be missing from a definition that is not there.
  expect(graph.nodes.every(({ widget, isDefined }) => isDefined || widget === null)).toBe(true)
})

test('widgets and ways that the flow has no longer are added', () => {
  const changed = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0], ['old', 'done', 'set-variables', 1])
  const graph = buildRunGraph(definition, changed, null)
  expect(graph.nodes.find(({ widget }) => widget === 'old')).toMatchObject({ isDefined: false, visits: 1 })
  expect(edgesOf(graph)).toContain('Trigger→old 1: incomingMessage')
})

test('steps in a subflow are not on the graph of the flow', () => {
  const inner = stepSchema.parse({ ...steps[1], transitioned_from: 'inner', parent_step_sid: sidOf('FT', 9) })
  const graph = buildRunGraph(definition, [...steps, inner], null)
  expect(graph.nodes.map(({ widget }) => widget)).not.toContain('inner')
})

test('an active run has no end, and is where its last step leads', () => {
  const [first] = steps
  const graph = buildRunGraph(definition, first ? [first] : [], 'ask')
  expect(graph.nodes.map(({ widget }) => widget)).not.toContain(null)
  expect(graph.nodes.find(({ widget }) => widget === 'ask')).toMatchObject({ visits: 0, isDecisive: true })
})

test('what decided the end in a subflow of a subflow is marked at the widget of the flow itself', () => {
  const nested = stepsOf(
    ['Trigger', 'incomingMessage', 'trigger', 0],
    ['outer', 'incomingParent', 'trigger', 1],
    ['inner', 'incomingParent', 'trigger', 2],
    ['ask', 'timeout', 'send-and-wait-for-reply', 99],
  ).map((step, i) => ({
    ...step,
    sid: sidOf('FT', i),
    parent_step_sid: i < 2 ? (i === 0 ? null : sidOf('FT', 8)) : sidOf('FT', 9),
  }))
  const { ending } = buildStory(nested, emptyContext, 'active', 0)
  expect(ending).toMatchObject({ widget: 'inner', subflow: 'outer' })
  expect(ending && decisiveWidget(nested, ending)).toBe('outer')
})

test('names with a special meaning in JavaScript are names', () => {
  const names = ['__proto__', 'constructor', 'end', 'Ended']
  const states = names.map((name, i) => ({
    name,
    type: 'x',
    transitions: [{ event: 'e', next: names[i + 1] }],
  }))
  const graph = buildRunGraph(parseDefinition({ states }), stepsOf(['Ended', 'e', 'x', 0]), null)
  expect(graph.nodes.map(({ widget }) => widget)).toEqual(names)
  expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(4)
})

test.each([
  [{ type: 'equal_to', value: 'yes' }, 'yes'],
  [{ type: 'matches_any_of', value: 'yes,yeah' }, 'yes,yeah'],
  [{ type: 'not_equal_to', value: '1' }, 'is not equal to 1'],
  [{ type: 'less_than', value: '10' }, 'is less than 10'],
  [{ type: 'is_blank', value: 'Is Blank' }, 'is blank'],
  [{ type: 'equal_to', value: '', friendly_name: 'If empty' }, 'If empty'],
  [{ type: 'sounds_like', value: 'x', friendly_name: 'Sounds like x' }, 'Sounds like x'],
])('the way of the condition %j says %s', (condition, text) => {
  const transitions = [{ event: 'match', next: 'split', conditions: [condition] }]
  const graph = buildRunGraph(parseDefinition({ states: [{ name: 'split', transitions }] }), [], null)
  expect(graph.edges[0]?.exits).toEqual([{ event: 'match', value: text }])
})

test('a split whose 60,000 ways lead to one widget is no problem', () => {
  const conditions = Array.from({ length: 60_000 }, (_, i) => ({ type: 'equal_to', value: String(i) }))
  const transitions = conditions.map((each) => ({ event: 'match', next: 'a', conditions: [each] }))
  const graph = buildRunGraph(parseDefinition({ states: [{ name: 'split', transitions }] }), [], null)
  expect(graph.edges.map(({ exits }) => exits.length)).toEqual([60_000])
})
