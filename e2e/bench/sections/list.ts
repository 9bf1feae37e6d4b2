import { groupThousands, type BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { measureFloor } from '../loading.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../serve.ts'
import { interactionMetrics, loadingMetrics } from '../report/scenario-metrics.ts'
import { runScenario, type ScenarioResult } from '../scenario.ts'

/** Loads the list that the baseline can still handle, without latency, and performs every interaction. */
export async function listSection(run: BenchRun): Promise<Metric[]> {
  const { engagements, runs, baselineFolder, withBrowser, log } = run
  const fixture = await createPageFixture(engagements)
  const { origin, stop } = await servePages(fixture, { baselineFolder })
  const floor: number[] = []
  const results: { app: ScenarioResult[]; baseline: ScenarioResult[] } = { app: [], baseline: [] }
  try {
    // The three take turns, so that changes in the machine's speed affect all of them.
    for (let round = 1; round <= runs; round++) {
      log(`${groupThousands(engagements)} engagements, no latency, round ${round} of ${runs}`)
      await withBrowser(async (browser) => {
        floor.push(await measureFloor(browser, origin, fixture))
        results.app.push(await runScenario(run, browser, { implementation: 'app', origin, fixture }))
        results.baseline.push(
          await runScenario(run, browser, { implementation: 'baseline', origin, fixture }),
        )
      })
    }
  } finally {
    await stop()
  }
  return [
    createMetric(`loading ${groupThousands(engagements)} engagements, no latency`, 'ms', {
      floor,
      app: results.app.map(({ loading }) => loading.timeMs),
      baseline: results.baseline.map(({ loading }) => loading.timeMs),
      threshold: maxThreshold(2, 'app ÷ floor'),
    }),
    ...loadingMetrics(results),
    ...interactionMetrics(results, fixture, {}),
  ]
}
