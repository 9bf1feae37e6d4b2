/**
 * `npm run bench [-- --engagements 100000 --runs 3 --max-engagements 1000000 --only list,million]` measures the app. Most
 * metrics are compared with a floor (the least work possible) and a baseline (the obvious design), as medians of one run,
 * because absolute times depend on the machine. The results are also written to `e2e/.results/bench.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

import { chromium } from '@playwright/test'

import { chromiumArgs } from '../support/chromium-args.ts'
import { buildIfStale } from '../run/build.ts'
import { provideChromium } from '../run/browsers.ts'
import { testEnvironment } from '../run/environment.ts'
import { results } from '../run/paths.ts'
import type { BenchRun } from './bench-run.ts'
import { evaluateMetric, type Metric } from './report/metrics.ts'
import { parseOptions, sections, type BenchOptions } from './options.ts'
import { buildBaseline } from './baseline-build.ts'
import { formatTable } from './report/report.ts'

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  const executablePath = await provideChromium()
  await buildIfStale(testEnvironment(process.env))
  const failures: string[] = []
  const run: BenchRun = {
    ...options,
    baselineFolder: await buildBaseline(),
    withBrowser: async (act, args = []) => {
      const browser = await chromium.launch({ executablePath, args: [...chromiumArgs, ...args] })
      try {
        return await act(browser)
      } finally {
        await browser.close()
      }
    },
    attempt: async (label, measure) => {
      try {
        return await measure()
      } catch (error) {
        // The first line only: Playwright appends its log of attempts.
        failures.push(`${label}: ${String(error).split('\n')[0]}`)
        return null
      }
    },
    log,
  }

  const loadBefore = loadavg()
  log(
    `${cpus().length} processors, ${Math.round(totalmem() / 1e9)} GB, load ${formatLoad(loadBefore)} before`,
  )
  const metrics: Metric[] = []
  for (const name of options.only) {
    const sectionMetrics = await run.attempt(`section "${name}"`, () => sections[name](run))
    metrics.push(...(sectionMetrics ?? []))
  }
  console.log(`\n${formatTable(metrics)}\n`)
  for (const failure of failures) console.error(`Not measured: ${failure}`)
  console.log(await writeResults(options, loadBefore, metrics, failures))
  return failures.length === 0 ? 0 : 1
}

async function writeResults(
  options: BenchOptions,
  loadBefore: number[],
  metrics: readonly Metric[],
  failures: readonly string[],
): Promise<string> {
  const machine = { processors: cpus().length, memory: totalmem(), loadBefore }
  const evaluated = metrics.map((metric) => ({ ...metric, result: evaluateMetric(metric) }))
  const file = join(results, 'bench.json')
  await mkdir(results, { recursive: true })
  await writeFile(
    file,
    JSON.stringify({ at: new Date(), options, machine, metrics: evaluated, failures }, null, 2),
  )
  return file
}

const startedAt = performance.now()

function log(message: string): void {
  console.log(`${String(Math.round((performance.now() - startedAt) / 1000)).padStart(5)} s  ${message}`)
}

function formatLoad(load: readonly number[]): string {
  return load.map((average) => average.toFixed(1)).join(' ')
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error)
  process.exitCode = 1
}
