import { expect, test } from 'vitest'

import {
  reconcile,
  parsePlaywrightReport,
  parseVitestReport,
  formatSummary,
  emptyTotals,
  addTotals,
} from './report-totals.ts'

test('the last line has the format that other programs parse', () => {
  expect(formatSummary({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(formatSummary({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped')
})

test('addTotals adds the counts', () => {
  expect(
    addTotals([{ passed: 1, failed: 2, skipped: 3 }, emptyTotals, { passed: 10, failed: 20, skipped: 30 }]),
  ).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  })
})

const vitest = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
const failed = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }

test('Vitest: pending and to-do tests count as skipped', () => {
  expect(parseVitestReport({ ...vitest, testResults: [failed] })).toEqual({
    passed: 4,
    failed: 1,
    skipped: 3,
  })
})

test('Vitest: a file that could not be loaded counts as one failure', () => {
  const unloadable = { status: 'failed', assertionResults: [] }
  expect(parseVitestReport({ ...vitest, testResults: [failed, unloadable] }).failed).toBe(2)
})

test('Playwright: tests that passed only on a retry and errors outside tests count as failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(parsePlaywrightReport({ errors: [], stats })).toEqual({ passed: 5, failed: 2, skipped: 2 })
  expect(parsePlaywrightReport({ errors: [{ message: 'no server' }], stats }).failed).toBe(3)
})

test('a report of another shape is an error', () => {
  expect(() => parseVitestReport({})).toThrow('numPassedTests')
  expect(() => parsePlaywrightReport({ stats: {} })).toThrow('expected')
})

test('a runner without tests or with an exit code other than 0 has at least one failure', () => {
  expect(reconcile({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0)
  expect(reconcile({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2)
  expect(reconcile({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1)
  expect(reconcile(emptyTotals, 0).failed).toBe(1)
  expect(reconcile({ passed: 0, failed: 0, skipped: 9 }, 0).failed).toBe(1)
})
