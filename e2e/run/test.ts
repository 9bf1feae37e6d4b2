/** `npm test`: everything that must hold. Its last line reads `N passed, N failed` (`, N skipped` may follow). */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { testEnvironment } from './environment.ts'
import { nodeComplaint } from './node-version.ts'
import { results } from './paths.ts'
import { runScript } from './process.ts'
import {
  believed,
  fromPlaywright,
  fromVitest,
  lastLine,
  oneFailed,
  onePassed,
  sum,
  type Tally,
} from './tally.ts'

// CI: a forgotten `.only` or a snapshot that was never written is a failure, not a convenience.
const env = { ...testEnvironment(process.env), CI: '1' }

/** A check without a count of its own: it holds or it does not. */
async function check(script: string): Promise<Tally> {
  return (await runScript(script, [], env)) === 0 ? onePassed : oneFailed
}

/** A runner that leaves a JSON report in `report`. */
async function count(
  script: string,
  args: readonly string[],
  report: string,
  read: (report: unknown) => Tally,
): Promise<Tally> {
  // A report of an earlier run must not speak for this one.
  await rm(report, { force: true })
  const exitCode = await runScript(script, args, env)
  try {
    return believed(read(JSON.parse(await readFile(report, 'utf8'))), exitCode)
  } catch (error) {
    console.error(
      `"${script}" left no report that can be read (${report}), so it counts as failed: ${String(error)}`,
    )
    return oneFailed
  }
}

async function unit(): Promise<Tally> {
  const report = join(results, 'vitest.json')
  return count(
    'unit',
    ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    fromVitest,
  )
}

async function endToEnd(built: Tally): Promise<Tally> {
  if (built.failed > 0) {
    console.error('The build failed, so there is nothing to drive: counted as one failure.')
    return oneFailed
  }
  return count('e2e', [], join(results, 'playwright.json'), fromPlaywright)
}

async function timed(heading: string, step: () => Promise<Tally>): Promise<Tally> {
  console.log(`\n── ${heading} ${'─'.repeat(Math.max(0, 60 - heading.length))}`)
  const start = performance.now()
  const tally = await step()
  console.log(`   ${heading}: ${lastLine(tally)} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return tally
}

async function main(): Promise<number> {
  const complaint = nodeComplaint(process.version)
  if (complaint !== null) {
    console.error(complaint)
    console.log(lastLine(oneFailed))
    return 1
  }
  await mkdir(results, { recursive: true })
  const checks = [
    await timed('Types', () => check('types')),
    await timed('Lint', () => check('lint')),
    await timed('Format', () => check('format')),
    await timed('Dead code', () => check('dead')),
    await timed('Unit and contract', unit),
  ]
  const built = await timed('Build', () => check('build'))
  const driven = await timed('End to end', () => endToEnd(built))
  const all = sum([...checks, built, driven])
  console.log(`\n${lastLine(all)}`)
  return all.failed === 0 ? 0 : 1
}

process.exitCode = await main()
