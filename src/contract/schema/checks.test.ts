import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

import {
  isArrayOf,
  isBoolean,
  isNullOr,
  isNumber,
  isObject,
  isObjectOf,
  isOneOf,
  isString,
  type Check,
} from './checks.ts'

const colours = ['red', 'green'] as const
const pairs: [string, Check<unknown>, z.ZodMiniType][] = [
  ['text', isString, z.string()],
  ['number', isNumber, z.number()],
  ['boolean', isBoolean, z.boolean()],
  ['option', isOneOf(colours), z.enum(colours)],
  ['null or option', isNullOr(isOneOf(colours)), z.nullable(z.enum(colours))],
  ['object', isObject, z.object({})],
  ['list', isArrayOf(isNumber), z.array(z.number())],
  [
    'object with fields',
    isObjectOf<{ a: string; b: (number | null)[] }>({ a: isString, b: isArrayOf(isNullOr(isNumber)) }),
    z.object({ a: z.string(), b: z.array(z.nullable(z.number())) }),
  ],
]

/** Values, some of which are right. */
const scalar = fc.oneof(
  fc.constantFrom('red', 'green', 'blue', '', 0, NaN, Infinity, true, false, null, undefined),
  fc.double(),
)
const list = fc.array(scalar, { maxLength: 3 })
const values = fc.oneof(
  scalar,
  list,
  fc.record({ a: fc.oneof(scalar, fc.string()), b: fc.oneof(list, scalar), c: scalar }, { requiredKeys: [] }),
  fc.constantFrom({ a: 'x', b: [1, null] }, { a: 'x', b: [] }, Object.create(null)),
)

test.each(pairs)('%s: the same values are right as for zod', (_name, check, schema) => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(values, (value) => {
      const isRight = schema.safeParse(value).success
      seen.add(isRight)
      expect(check(value)).toBe(isRight)
    }),
    { numRuns: 500 },
  )
  expect(seen.size, 'right and wrong values were tried').toBe(2)
})
