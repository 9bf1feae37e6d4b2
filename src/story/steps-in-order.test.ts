import fc from 'fast-check'
import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import { stepsInOrder } from './steps-in-order.ts'

const step = (name: string, second: number | null) =>
  stepSchema.parse({ name, date_created: second === null ? null : new Date(second * 1000).toISOString() })
const names = (...steps: ReturnType<typeof step>[]) =>
  stepsInOrder(steps)
    .map(({ name }) => name)
    .join('')

test('a newest-first list is reversed, steps of the same second too', () => {
  expect(names(step('d', 9), step('c', 5), step('b', 5), step('a', 1))).toBe('abcd')
})

/** A step from one widget to another; all have the same second. */
const transition = (name: string, from: string, to: string) => ({
  ...step(name, 5),
  transitioned_from: from,
  transitioned_to: to,
})

test('a list in order stays as it is', () => {
  expect(names(step('a', 1), step('b', 5), step('c', 5), step('d', 9))).toBe('abcd')
})

test('transitions decide when all steps have the same second', () => {
  const [a, b, c] = [
    transition('a', 'Trigger', 'ask'),
    transition('b', 'ask', 'ask'),
    transition('c', 'ask', 'bye'),
  ]
  expect(names(c, b, a)).toBe('abc')
  expect(names(a, b, c)).toBe('abc')
})

test('transitions decide within a second, however the list orders it', () => {
  const [a, b, c] = [
    transition('a', 'Trigger', 'ask'),
    transition('b', 'ask', 'look'),
    transition('c', 'look', 'bye'),
  ]
  const [start, end] = [step('s', 1), step('e', 9)]
  for (const list of [
    [end, a, b, c, start],
    [end, c, b, a, start],
    [start, c, b, a, end],
    [start, a, b, c, end],
  ])
    expect(names(...list)).toBe('sabce')
})

test('a widget of a subflow is not taken for the one of the same name around it', () => {
  const inner = { ...transition('b', 'ask', 'Ended'), parent_step_sid: sidOf('FT', 1) }
  const [a, c] = [transition('a', 'ask', 'sub'), transition('c', 'sub', 'ask')]
  expect(names(a, inner, c)).toBe('abc')
})

test('a step without a date stays next to the previous one', () => {
  expect(names(step('a', 1), step('b', null), step('c', 9))).toBe('abc')
  expect(names(step('a', null), step('b', 3))).toBe('ab')
})

test('no list loses a step, and times never decrease', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (seconds) => {
      const sorted = stepsInOrder(seconds.map((second, i) => step(String(i), second)))
      expect(sorted).toHaveLength(seconds.length)
      const times = sorted.map(({ date_created }) => date_created ?? '')
      expect(times).toEqual(times.toSorted())
    }),
  )
})
