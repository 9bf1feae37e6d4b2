import fc from 'fast-check'
import { expect, test } from 'vitest'

import { maxWidgets, parseDefinition } from './studio-definition.ts'

test('a definition: widgets, transitions, and the conditions of a split', () => {
  const definition = parseDefinition({
    description: 'A flow',
    initial_state: 'Trigger',
    states: [
      {
        name: 'Trigger',
        type: 'trigger',
        transitions: [{ event: 'incomingMessage', next: 'is_yes' }, { event: 'incomingCall' }],
        properties: { offset: { x: 0, y: 0 } },
      },
      {
        name: 'is_yes',
        type: 'split-based-on',
        transitions: [
          { event: 'noMatch', next: '' },
          {
            event: 'match',
            next: 'Trigger',
            conditions: [
              {
                friendly_name: 'If value equal_to yes',
                arguments: ['{{trigger.message.Body}}'],
                type: 'equal_to',
                value: 'yes',
              },
            ],
          },
        ],
        properties: { input: '{{trigger.message.Body}}' },
      },
    ],
  })
  expect(definition).toEqual({
    initial: 'Trigger',
    widgets: [
      {
        name: 'Trigger',
        type: 'trigger',
        input: null,
        transitions: [
          { event: 'incomingMessage', next: 'is_yes', conditions: [] },
          { event: 'incomingCall', next: null, conditions: [] },
        ],
      },
      {
        name: 'is_yes',
        type: 'split-based-on',
        input: '{{trigger.message.Body}}',
        transitions: [
          { event: 'noMatch', next: null, conditions: [] },
          {
            event: 'match',
            next: 'Trigger',
            conditions: [
              {
                name: 'If value equal_to yes',
                type: 'equal_to',
                subject: '{{trigger.message.Body}}',
                value: 'yes',
              },
            ],
          },
        ],
      },
    ],
  })
})

test('malformed widgets and transitions are left out, and the others stay', () => {
  const states = [
    null,
    7,
    { type: 'trigger' },
    { name: 'a', transitions: 'none', properties: [] },
    { name: 'a', type: 'again' },
    {
      name: 'b',
      type: 3,
      transitions: [null, { next: 'a' }, { event: 'x', next: 4, conditions: [{ arguments: {} }, null] }, 7],
    },
  ]
  const unknown = { name: null, type: null, subject: null, value: null }
  expect(parseDefinition({ states })).toEqual({
    initial: null,
    widgets: [
      { name: 'a', type: null, input: null, transitions: [] },
      {
        name: 'b',
        type: null,
        input: null,
        transitions: [{ event: 'x', next: null, conditions: [unknown, unknown] }],
      },
    ],
  })
})

test('there are never more widgets than Twilio allows', () => {
  const states = Array.from({ length: maxWidgets + 5 }, (_, i) => ({ name: `w${i}` }))
  expect(parseDefinition({ states })?.widgets).toHaveLength(maxWidgets)
})

test('anything else is no definition, and never an error', () => {
  expect(parseDefinition(null)).toBeNull()
  expect(parseDefinition({ initial_state: 'Trigger' })).toBeNull()
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(() => parseDefinition(value)).not.toThrow()
      expect(() => parseDefinition({ states: [value] })).not.toThrow()
    }),
  )
})
