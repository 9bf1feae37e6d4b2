import { expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'
import { sidOf } from '#testing/sids.ts'

import { nestingOf, sameFlow } from './nesting.ts'

const step = (n: number, parent: number | null, from = 'Trigger', to = 'Ended') =>
  stepSchema.parse({
    sid: sidOf('FT', n),
    parent_step_sid: parent === null ? null : sidOf('FT', parent),
    transitioned_from: from,
    transitioned_to: to,
  })

const depths = (steps: Parameters<typeof nestingOf>[0]) => nestingOf(steps).map(({ depth }) => depth)
const subflows = (steps: Parameters<typeof nestingOf>[0]) => nestingOf(steps).map(({ subflow }) => subflow)

test('steps of a subflow are one deeper than the step that ran it, wherever that is listed', () => {
  expect(depths([step(1, null), step(2, 4), step(3, 2), step(4, null), step(5, null)])).toEqual([
    0, 1, 2, 0, 0,
  ])
})

test('a parent that is not listed counts, and a ring ends', () => {
  expect(depths([step(1, 9)])).toEqual([1])
  expect(depths([step(1, 2), step(2, 1)])).toEqual([1, 1])
})

test('a subflow has the name of the widget that runs it, whose own step may be still to come', () => {
  const before = step(1, null, 'Trigger', 'pay')
  const inside = [step(2, 4), step(3, 4, 'capture')]
  expect(subflows([before, ...inside, step(4, null, 'pay', 'split')])).toEqual([null, 'pay', 'pay', null])
  expect(subflows([before, ...inside])).toEqual([null, 'pay', 'pay'])
  expect(subflows(inside)).toEqual([null, null])
})

test('a step’s context grew from the steps of its own flow', () => {
  const steps = [step(1, null), step(2, 4), step(3, 4), step(4, null), step(5, 7), step(6, 7), step(7, null)]
  expect(sameFlow(steps, 6)).toEqual([0, 3, 6])
  expect(sameFlow(steps, 2)).toEqual([1, 2])
  expect(sameFlow(steps, 4)).toEqual([4])
  expect(sameFlow(steps, 0)).toEqual([0])
})
