import lighthouse, { desktopConfig, type Config, type Result } from 'lighthouse'

import { flowSids } from '#emulator/flows.ts'
import { paths } from '#urls/urls.ts'

import { findFreePort } from '../../run/free-port.ts'
import { startDemoServer } from '../../run/server.ts'
import { testEnvironment } from '../../run/environment.ts'
import type { BenchRun } from '../bench-run.ts'
import { createMetric, minThreshold, type Metric } from '../report/metrics.ts'

interface Device {
  name: string
  /** Undefined: Lighthouse's default, a slow phone. */
  config?: Config
  /** The least score of each category, of 100. */
  minScores: Readonly<Record<string, number>>
}

const devices: readonly Device[] = [
  {
    name: 'desktop',
    config: desktopConfig,
    minScores: { performance: 98, accessibility: 98, 'best-practices': 98 },
  },
  { name: 'mobile', minScores: { performance: 90 } },
]

/** What performance is made of, as Lighthouse names it. */
const timings = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
]

/** Lighthouse's scores for a list of the built server, on the emulator. */
export async function lighthouseSection({ runs, withBrowser, log }: BenchRun): Promise<Metric[]> {
  const server = await startDemoServer(testEnvironment(process.env))
  // Voice calls: 2,500 engagements.
  const url = server.origin + paths.engagements(flowSids.mainMenu)
  const metrics: Metric[] = []
  try {
    for (const { name, config, minScores } of devices) {
      const scores = new Map<string, number[]>(Object.keys(minScores).map((category) => [category, []]))
      for (let round = 1; round <= runs; round++) {
        log(`Lighthouse, ${name}, round ${round} of ${runs}`)
        const port = await findFreePort()
        const result = await withBrowser(
          () => audit(url, port, [...scores.keys()], config),
          [`--remote-debugging-port=${port}`],
        )
        for (const [category, samples] of scores)
          samples.push(100 * (result.categories[category]?.score ?? 0))
        log(`  ${describe(result)}`)
      }
      for (const [category, app] of scores)
        metrics.push(
          createMetric(`Lighthouse, ${name}: ${category}`, 'points', {
            app,
            threshold: minThreshold(minScores[category] ?? 0),
          }),
        )
    }
  } finally {
    await server.stop()
  }
  return metrics
}

async function audit(
  url: string,
  port: number,
  onlyCategories: string[],
  config: Config | undefined,
): Promise<Result> {
  const run = await lighthouse(url, { port, onlyCategories, logLevel: 'error' }, config)
  if (!run) throw new Error('Lighthouse returned no result.')
  const { runtimeError } = run.lhr
  if (runtimeError) throw new Error(`${runtimeError.code}: ${runtimeError.message}`)
  return run.lhr
}

/** The timings, and the audits that cost points in the other categories. */
function describe({ audits, categories }: Result): string {
  const measured = timings.map((id) => `${id} ${audits[id]?.displayValue ?? '–'}`)
  const failed = Object.values(categories)
    .filter(({ id }) => id !== 'performance')
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `failed: ${id}`)
  return [...measured, ...failed].join(', ')
}
