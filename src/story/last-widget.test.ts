import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { lastWidget } from './last-widget.ts'

const steps = stepsOf(
  ['Trigger', 'incomingCall', 'trigger', 0],
  ['ask', 'keypress', 'gather', 4],
  ['bye', 'x', 'y', 9],
)

test('is the widget that led to the end, in either order of the list', () => {
  expect(lastWidget(steps)).toBe('bye')
  expect(lastWidget(steps.toReversed())).toBe('bye')
})

test('is the widget in which a run was stopped', () => {
  expect(lastWidget(steps.slice(0, 2))).toBe('bye')
})

test('is a widget of the flow itself, not of a subflow', () => {
  const inner = stepSchema.parse({
    parent_step_sid: sidOf('FT', 1),
    transitioned_from: 'inner',
    transitioned_to: 'Ended',
  })
  expect(lastWidget([...steps, inner])).toBe('bye')
})

test('is unknown without steps of the flow itself', () => {
  expect(lastWidget([])).toBe(null)
  expect(lastWidget([stepSchema.parse({ name: 'x' })])).toBe(null)
})
