import { groupThousands, type BenchRun } from '../bench-run.ts'
import { maxThreshold, minThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { measureFloor } from '../loading.ts'
import { measureIdentifierSearch } from '../interactions.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { interactionMetrics, loadingMetrics, memoryMetric } from '../report/scenario-metrics.ts'
import { runLoading, runScenario, type LoadingResult, type ScenarioResult } from '../scenario.ts'

/** By then the engine, which works ahead while nothing is asked of it, has done so for all pages. */
const idleMs = 15_000

/**
 * Loads the list that the baseline can still handle, without latency, and performs every interaction. The upstream
 * compresses its pages, as Twilio is asked to; the app alone loads them once more from one that does not.
 */
export async function listSection(run: BenchRun): Promise<Metric[]> {
  const { engagements, runs, baselineFolder, withBrowser, attempt, log } = run
  const fixture = await createPageFixture(engagements)
  const gzip = await servePages(fixture, { baselineFolder, coding: 'gzip' })
  const plain = await servePages(fixture)
  const floor: { gzip: number[]; plain: number[] } = { gzip: [], plain: [] }
  const results: { app: ScenarioResult[]; baseline: ScenarioResult[] } = { app: [], baseline: [] }
  const plainResults: LoadingResult[] = []
  const identifierSpeeds: number[] = []
  try {
    // They take turns, so that changes in the machine's speed affect all of them.
    for (let round = 1; round <= runs; round++) {
      log(`${groupThousands(engagements)} engagements, no latency, round ${round} of ${runs}`)
      await withBrowser(async (browser) => {
        const { origin } = gzip
        floor.gzip.push(await measureFloor(browser, origin, fixture))
        results.app.push(await runScenario(run, browser, { implementation: 'app', origin, fixture }))
        results.baseline.push(
          await runScenario(run, browser, { implementation: 'baseline', origin, fixture }),
        )
        floor.plain.push(await measureFloor(browser, plain.origin, fixture))
        const options = { implementation: 'app', origin: plain.origin, fixture } as const
        plainResults.push(
          await runLoading(browser, options, async (tab) => {
            await tab.page.waitForTimeout(idleMs)
            const timeMs = await attempt('search for an identifier', () =>
              measureIdentifierSearch(tab, fixture),
            )
            if (timeMs !== null) identifierSpeeds.push(fixture.bytes / 1e6 / (timeMs / 1000))
          }),
        )
      })
    }
  } finally {
    await gzip.stop()
    await plain.stop()
  }
  const label = `loading ${groupThousands(engagements)} engagements, no latency`
  const threshold = maxThreshold(1.3, 'app ÷ floor')
  return [
    createMetric(label, 'ms', {
      floor: floor.gzip,
      app: results.app.map(({ loading }) => loading.timeMs),
      baseline: results.baseline.map(({ loading }) => loading.timeMs),
      threshold,
    }),
    ...loadingMetrics(results),
    createMetric(`${label}, upstream that does not compress`, 'ms', {
      floor: floor.plain,
      app: plainResults.map(({ loading }) => loading.timeMs),
      threshold,
    }),
    memoryMetric('private memory after that', { ...results, app: plainResults }),
    ...interactionMetrics(results, fixture, {}),
    createMetric('search for an identifier, once the tab has been idle', 'MB/s', {
      app: identifierSpeeds,
      threshold: minThreshold(1000),
    }),
  ]
}
