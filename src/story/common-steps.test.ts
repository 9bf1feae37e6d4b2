import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'

import { commonSteps } from './common-steps.ts'

const step = (name: string, to = 'b') =>
  stepSchema.parse({ name, transitioned_from: 'a', transitioned_to: to, date_created: null })

test('as long as event and widgets are the same', () => {
  expect(commonSteps([step('x'), step('y')], [step('x'), step('y'), step('z')])).toBe(2)
  expect(commonSteps([step('x'), step('y', 'c')], [step('x'), step('y')])).toBe(1)
  expect(commonSteps([], [step('x')])).toBe(0)
})

test('a run has all steps in common with itself, and with its own beginning', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), (names, cut) => {
      const steps = names.map((name) => step(name))
      expect(commonSteps(steps, steps)).toBe(steps.length)
      const start = steps.slice(0, cut % (steps.length + 1))
      expect(commonSteps(start, steps)).toBe(start.length)
    }),
  )
})
