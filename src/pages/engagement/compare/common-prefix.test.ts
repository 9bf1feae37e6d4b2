import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'

import { commonPrefixLength } from './common-prefix.ts'

const step = (name: string, to = 'b') =>
  stepSchema.parse({ name, transitioned_from: 'a', transitioned_to: to, date_created: null })

test('counts steps as long as event and widgets are the same', () => {
  expect(commonPrefixLength([step('x'), step('y')], [step('x'), step('y'), step('z')])).toBe(2)
  expect(commonPrefixLength([step('x'), step('y', 'c')], [step('x'), step('y')])).toBe(1)
  expect(commonPrefixLength([], [step('x')])).toBe(0)
})

test('a run has all steps in common with itself and with its own start', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), (names, cut) => {
      const steps = names.map((name) => step(name))
      expect(commonPrefixLength(steps, steps)).toBe(steps.length)
      const start = steps.slice(0, cut % (steps.length + 1))
      expect(commonPrefixLength(start, steps)).toBe(start.length)
    }),
  )
})
