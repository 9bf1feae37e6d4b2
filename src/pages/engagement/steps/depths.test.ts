import { expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'
import { sidOf } from '#testing/sids.ts'

import { depthsOf } from './depths.ts'

const step = (n: number, parent: number | null) =>
  stepSchema.parse({ sid: sidOf('FT', n), parent_step_sid: parent === null ? null : sidOf('FT', parent) })

test('steps of a subflow are one deeper than the step that ran it', () => {
  expect(depthsOf([step(1, null), step(2, 1), step(3, 2), step(4, null)])).toEqual([0, 1, 2, 0])
})

test('a parent that is not listed counts, and a ring ends', () => {
  expect(depthsOf([step(1, 9)])).toEqual([1])
  expect(depthsOf([step(1, 2), step(2, 1)])).toEqual([1, 1])
})
