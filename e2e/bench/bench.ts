/**
 * `npm run bench [-- --engagements 100000 --runs 3 --most 1000000 --only list,million]`: what the dashboard must bear,
 * each figure beside the least anyone could do and beside the plain design, as medians within one run: absolute times
 * say more about the machine than about the app. Also written to `e2e/.results/bench.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

import { chromium } from '@playwright/test'

import { chromiumArgs } from '../browser.ts'
import { buildIfStale } from '../run/build.ts'
import { provideChromium } from '../run/chromium.ts'
import { testEnvironment } from '../run/environment.ts'
import { results } from '../run/paths.ts'
import type { BenchRun } from './bench-run.ts'
import { judge, type Line } from './lines.ts'
import { readOptions, sections, type Options } from './options.ts'
import { buildPlain } from './plain-build.ts'
import { printTable } from './report.ts'

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const executablePath = await provideChromium()
  await buildIfStale(testEnvironment(process.env))
  const failures: string[] = []
  const run: BenchRun = {
    ...options,
    plain: await buildPlain(),
    withBrowser: async (act) => {
      const browser = await chromium.launch({ executablePath, args: chromiumArgs })
      try {
        return await act(browser)
      } finally {
        await browser.close()
      }
    },
    attempt: async (what, measure) => {
      try {
        return await measure()
      } catch (error) {
        // Playwright's log of what it tried follows in further lines.
        failures.push(`${what}: ${String(error).split('\n')[0]}`)
        return null
      }
    },
    say,
  }

  const loadBefore = loadavg()
  say(`${cpus().length} processors, ${Math.round(totalmem() / 1e9)} GB, load ${printLoad(loadBefore)} before`)
  const lines: Line[] = []
  for (const name of options.only) {
    const measured = await run.attempt(`the part "${name}"`, () => sections[name](run))
    lines.push(...(measured ?? []))
  }
  console.log(`\n${printTable(lines)}\n`)
  for (const failure of failures) console.error(`Not measured: ${failure}`)
  console.log(await writeResults(options, loadBefore, lines, failures))
  return failures.length === 0 ? 0 : 1
}

async function writeResults(
  options: Options,
  loadBefore: number[],
  lines: readonly Line[],
  failures: readonly string[],
): Promise<string> {
  const machine = { processors: cpus().length, memory: totalmem(), loadBefore }
  const judged = lines.map((line) => ({ ...line, verdict: judge(line) }))
  const file = join(results, 'bench.json')
  await mkdir(results, { recursive: true })
  await writeFile(
    file,
    JSON.stringify({ at: new Date(), options, machine, lines: judged, failures }, null, 2),
  )
  return file
}

const begin = performance.now()

function say(sentence: string): void {
  console.log(`${String(Math.round((performance.now() - begin) / 1000)).padStart(5)} s  ${sentence}`)
}

function printLoad(load: readonly number[]): string {
  return load.map((average) => average.toFixed(1)).join(' ')
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error)
  process.exitCode = 1
}
