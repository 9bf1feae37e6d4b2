import { z } from 'zod'

/** The counts of a test runner. */
export interface TestTotals {
  passed: number
  failed: number
  skipped: number
}

export const emptyTotals: TestTotals = { passed: 0, failed: 0, skipped: 0 }
export const onePassed: TestTotals = { ...emptyTotals, passed: 1 }
export const oneFailed: TestTotals = { ...emptyTotals, failed: 1 }

export function addTotals(totals: readonly TestTotals[]): TestTotals {
  return totals.reduce(
    (left, right) => ({
      passed: left.passed + right.passed,
      failed: left.failed + right.failed,
      skipped: left.skipped + right.skipped,
    }),
    emptyTotals,
  )
}

/** The last line of `npm test`. Other programs parse it, so its format must not change. */
export function formatSummary({ passed, failed, skipped }: TestTotals): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** Parses Vitest's JSON report. A file that could not be loaded has no tests, so it counts as one failure. */
export function parseVitestReport(report: unknown): TestTotals {
  const parsed = vitestReport.parse(report)
  const broken = parsed.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + broken.length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  }
}

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

/**
 * Parses Playwright's JSON report. Errors outside tests, such as a server that does not start, count as failed. So do tests
 * that passed only on a retry, "flaky" in the report: there are no retries (`playwright.config.ts`).
 */
export function parsePlaywrightReport(report: unknown): TestTotals {
  const { errors, stats } = playwrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** Adds a failure if the runner reported none but ran no test or exited with a code other than 0. */
export function reconcile(totals: TestTotals, exitCode: number): TestTotals {
  const isConsistent = exitCode === 0 && totals.passed + totals.failed > 0
  return isConsistent || totals.failed > 0 ? totals : { ...totals, failed: 1 }
}
