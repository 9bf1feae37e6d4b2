import { expect, test } from 'vitest'

import { atLeast, atMost, judge, lineOf } from './lines.ts'

test('a ratio is of the medians', () => {
  const line = lineOf('loading', 'ms', { bare: [10, 1, 12], app: [15, 11, 90], plain: [30] })
  expect(judge(line)).toEqual({ bare: 10, app: 15, plain: 30, toBare: 1.5, toPlain: 0.5, holds: null })
})

test('a bar holds up to its very value', () => {
  const line = lineOf('loading', 'ms', { bare: [10], app: [20] })
  expect(judge({ ...line, bar: atMost(2, 'app ÷ bare') }).holds).toBe(true)
  expect(judge({ ...line, bar: atMost(1.99, 'app ÷ bare') }).holds).toBe(false)
  expect(judge({ ...line, bar: atLeast(2, 'app ÷ bare') }).holds).toBe(true)
  expect(judge({ ...line, bar: atLeast(20.1) }).holds).toBe(false)
})

test('where the worst counts, one bad sample breaks the bar', () => {
  const line = lineOf('tasks', 'tasks', { take: 'highest', app: [0, 1, 0], bar: atMost(0) })
  expect(judge(line)).toMatchObject({ app: 1, holds: false })
})

test('what was not measured does not hold', () => {
  const line = lineOf('memory', 'MB', { app: [200], bar: atMost(0.2, 'app ÷ plain') })
  expect(judge(line)).toMatchObject({ plain: null, toPlain: null, holds: false })
  expect(judge({ ...line, bar: atMost(0.2, 'app ÷ bare'), bare: [0] })).toMatchObject({ holds: false })
})
