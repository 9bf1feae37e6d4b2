/** `npm test`: runs all checks and tests. Its last line reads `N passed, N failed` (`, N skipped` may follow). */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { localMachine } from './browsers.ts'
import { testEnvironment } from './environment.ts'
import { nodeVersionError } from './node-version.ts'
import { results } from './paths.ts'
import { runScript } from './process.ts'
import { provideStore } from './store.ts'
import {
  reconcile,
  parsePlaywrightReport,
  parseVitestReport,
  formatSummary,
  oneFailed,
  onePassed,
  addTotals,
  type TestTotals,
} from './report-totals.ts'

// With CI set, a forgotten `.only` or a missing snapshot is a failure.
const env = { ...testEnvironment(process.env), CI: '1' }

/** Runs a check that has no count: it passes or fails as one. */
async function runCheck(script: string): Promise<TestTotals> {
  return (await runScript(script, [], env)) === 0 ? onePassed : oneFailed
}

/** Runs a test runner that writes a JSON report to `report`. */
async function runAndCount(
  script: string,
  args: readonly string[],
  report: string,
  parseReport: (report: unknown) => TestTotals,
): Promise<TestTotals> {
  // The report of an earlier run must not be counted.
  await rm(report, { force: true })
  const exitCode = await runScript(script, args, env)
  try {
    return reconcile(parseReport(JSON.parse(await readFile(report, 'utf8'))), exitCode)
  } catch (error) {
    console.error(`"${script}" wrote no valid report (${report}), so it counts as failed: ${String(error)}`)
    return oneFailed
  }
}

async function runUnitTests(): Promise<TestTotals> {
  const report = join(results, 'vitest.json')
  return runAndCount(
    'unit',
    ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    parseVitestReport,
  )
}

async function runEndToEndTests(buildTotals: TestTotals): Promise<TestTotals> {
  if (buildTotals.failed > 0) {
    console.error('The build failed, so the end-to-end tests cannot run: counted as one failure.')
    return oneFailed
  }
  return runAndCount('e2e', [], join(results, 'playwright.json'), parsePlaywrightReport)
}

async function runTimed(heading: string, runStep: () => Promise<TestTotals>): Promise<TestTotals> {
  console.log(`\n── ${heading} ${'─'.repeat(Math.max(0, 60 - heading.length))}`)
  const start = performance.now()
  const totals = await runStep()
  console.log(
    `   ${heading}: ${formatSummary(totals)} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  return totals
}

async function main(): Promise<number> {
  const versionError = nodeVersionError(process.version)
  if (versionError !== null) {
    console.error(versionError)
    console.log(formatSummary(oneFailed))
    return 1
  }
  await mkdir(results, { recursive: true })
  if ((await provideStore(localMachine())) === null) {
    console.log('Neither Valkey nor Redis is available here: the tests of several servers are skipped.')
  }
  const checks = [
    await runTimed('Types', () => runCheck('types')),
    await runTimed('Lint', () => runCheck('lint')),
    await runTimed('Format', () => runCheck('format')),
    await runTimed('Dead code', () => runCheck('dead')),
    await runTimed('Browser compatibility', () => runCheck('compat')),
    await runTimed('Lockfile', () => runCheck('lockfile')),
    await runTimed('Unit and contract', runUnitTests),
  ]
  const buildTotals = await runTimed('Build', () => runCheck('build'))
  const journeyTotals = await runTimed('End to end', () => runEndToEndTests(buildTotals))
  const totals = addTotals([...checks, buildTotals, journeyTotals])
  console.log(`\n${formatSummary(totals)}`)
  return totals.failed === 0 ? 0 : 1
}

process.exitCode = await main()
