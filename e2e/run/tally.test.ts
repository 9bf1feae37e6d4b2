import { expect, test } from 'vitest'

import { believed, fromPlaywright, fromVitest, lastLine, none, sum } from './tally.ts'

test('the last line has the words other programs read', () => {
  expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(lastLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped')
})

test('tallies add up', () => {
  expect(sum([{ passed: 1, failed: 2, skipped: 3 }, none, { passed: 10, failed: 20, skipped: 30 }])).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  })
})

const vitest = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
const failed = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }

test('Vitest: tests are counted, pending and to-do ones as skipped', () => {
  expect(fromVitest({ ...vitest, testResults: [failed] })).toEqual({ passed: 4, failed: 1, skipped: 3 })
})

test('Vitest: a file that could not be read is one failure more', () => {
  const unread = { status: 'failed', assertionResults: [] }
  expect(fromVitest({ ...vitest, testResults: [failed, unread] }).failed).toBe(2)
})

test('Playwright: flaky tests and errors outside tests are failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(fromPlaywright({ errors: [], stats })).toEqual({ passed: 5, failed: 2, skipped: 2 })
  expect(fromPlaywright({ errors: [{ message: 'no server' }], stats }).failed).toBe(3)
})

test('a report of another shape is not taken for a count', () => {
  expect(() => fromVitest({})).toThrow('numPassedTests')
  expect(() => fromPlaywright({ stats: {} })).toThrow('expected')
})

test('a runner is believed only when it ran something and ended well', () => {
  expect(believed({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0)
  expect(believed({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2)
  expect(believed({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1)
  expect(believed(none, 0).failed).toBe(1)
  expect(believed({ passed: 0, failed: 0, skipped: 9 }, 0).failed).toBe(1)
})
