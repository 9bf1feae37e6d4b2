import { findFreePort } from '../../run/free-port.ts'
import { groupThousands, type BenchRun } from '../bench-run.ts'
import { loadList } from '../loading.ts'
import { createPageFixture, type PageFixture } from '../pages/page-fixture.ts'
import { createMetric, maxThreshold, type Metric } from '../report/metrics.ts'
import { servePages } from '../server/serve-pages.ts'
import { startSlowPipe, type NetworkSpeed } from './slow-pipe.ts'
import { openBenchTab } from '../tab.ts'

/** Of a home office. */
const speed: NetworkSpeed = { megabitsPerSecond: 50, roundTripMs: 40 }

/** Loads the same list over a slow network, from an upstream that compresses and, as the baseline, from one that does not. */
export async function slowNetworkSection(run: BenchRun): Promise<Metric[]> {
  const { engagements, runs, log } = run
  const fixture = await createPageFixture(engagements)
  const app: number[] = []
  const baseline: number[] = []
  for (let round = 1; round <= runs; round++) {
    log(
      `${groupThousands(engagements)} engagements over ${speed.megabitsPerSecond} Mbit/s, round ${round} of ${runs}`,
    )
    app.push(await timeToLoad(run, fixture, 'gzip'))
    baseline.push(await timeToLoad(run, fixture, 'plain'))
  }
  const label = `${speed.megabitsPerSecond} Mbit/s and ${speed.roundTripMs} ms`
  return [
    createMetric(`loading ${groupThousands(engagements)} engagements, ${label}: gzip ÷ plain`, 'ms', {
      app,
      baseline,
      threshold: maxThreshold(0.35, 'app ÷ baseline'),
    }),
  ]
}

async function timeToLoad(
  { withBrowser }: BenchRun,
  fixture: PageFixture,
  coding: 'gzip' | 'plain',
): Promise<number> {
  const port = await findFreePort()
  const publicUrl = `http://127.0.0.1:${port}`
  // On this machine the server compresses nothing but gzip files.
  const server = await servePages(fixture, { coding, publicUrl, sendsGzipFiles: coding === 'gzip' })
  try {
    const pipe = await startSlowPipe(port, server.origin, speed)
    try {
      return await withBrowser(async (browser) => {
        const tab = await openBenchTab(browser)
        const { timeMs } = await loadList(tab, 'app', publicUrl, fixture)
        await tab.close()
        return timeMs
      })
    } finally {
      await pipe.stop()
    }
  } finally {
    await server.stop()
  }
}
