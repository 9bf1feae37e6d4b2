import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import { subflowNesting, sameFlowSteps } from './subflow-nesting.ts'

const step = (n: number, parent: number | null, from = 'Trigger', to = 'Ended') =>
  stepSchema.parse({
    sid: sidOf('FT', n),
    parent_step_sid: parent === null ? null : sidOf('FT', parent),
    transitioned_from: from,
    transitioned_to: to,
  })

const depths = (steps: Parameters<typeof subflowNesting>[0]) =>
  subflowNesting(steps).map(({ depth }) => depth)
const subflows = (steps: Parameters<typeof subflowNesting>[0]) =>
  subflowNesting(steps).map(({ subflow }) => subflow)

test('steps of a subflow are one level below the step that ran it, wherever that is listed', () => {
  expect(depths([step(1, null), step(2, 4), step(3, 2), step(4, null), step(5, null)])).toEqual([
    0, 1, 2, 0, 0,
  ])
})

test('a parent that is not listed counts, and a cycle of parents ends', () => {
  expect(depths([step(1, 9)])).toEqual([1])
  expect(depths([step(1, 2), step(2, 1)])).toEqual([1, 1])
})

test('a subflow is named for the widget that runs it, even before that widget has a step', () => {
  const before = step(1, null, 'Trigger', 'pay')
  const inside = [step(2, 4), step(3, 4, 'capture')]
  expect(subflows([before, ...inside, step(4, null, 'pay', 'split')])).toEqual([null, 'pay', 'pay', null])
  expect(subflows([before, ...inside])).toEqual([null, 'pay', 'pay'])
  expect(subflows(inside)).toEqual([null, null])
})

test('a subflow in a subflow is two levels below, even before the widgets that run them have steps', () => {
  const steps = [
    step(1, null, 'Trigger', 'outer'),
    step(2, 8, 'Trigger', 'inner'),
    step(3, 9, 'Trigger', 'ask'),
  ]
  expect(depths(steps)).toEqual([0, 1, 2])
  expect(subflows(steps)).toEqual([null, 'outer', 'inner'])
})

test('sameFlowSteps returns the steps of the same flow so far', () => {
  const steps = [step(1, null), step(2, 4), step(3, 4), step(4, null), step(5, 7), step(6, 7), step(7, null)]
  expect(sameFlowSteps(steps, 6)).toEqual([0, 3, 6])
  expect(sameFlowSteps(steps, 2)).toEqual([1, 2])
  expect(sameFlowSteps(steps, 4)).toEqual([4])
  expect(sameFlowSteps(steps, 0)).toEqual([0])
})
