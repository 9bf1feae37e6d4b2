import type { Browser } from '@playwright/test'

import { groupThousands, type BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { loadList, measureFloor, type Implementation } from '../loading.ts'
import { createPageFixture, type PageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { openBenchTab } from '../tab.ts'

/** A typical latency of Twilio for one page. */
const latencyMs = 100

/** Loads the same list, with latency for each page, from an upstream that compresses. */
export async function slowPagesSection({
  engagements,
  runs,
  baselineFolder,
  withBrowser,
  log,
}: BenchRun): Promise<Metric[]> {
  const fixture = await createPageFixture(engagements)
  const { origin, stop } = await servePages(fixture, { latencyMs, baselineFolder, coding: 'gzip' })
  const times: Record<Implementation | 'floor', number[]> = { floor: [], app: [], baseline: [] }
  try {
    for (let round = 1; round <= runs; round++) {
      log(`${groupThousands(engagements)} engagements, ${latencyMs} ms a page, round ${round} of ${runs}`)
      await withBrowser(async (browser) => {
        times.floor.push(await measureFloor(browser, origin, fixture))
        times.app.push(await timeToLoad(browser, 'app', origin, fixture))
        times.baseline.push(await timeToLoad(browser, 'baseline', origin, fixture))
      })
    }
  } finally {
    await stop()
  }
  return [
    createMetric(`loading ${groupThousands(engagements)} engagements, ${latencyMs} ms a page`, 'ms', {
      ...times,
      threshold: maxThreshold(1.05, 'app ÷ floor'),
    }),
  ]
}

async function timeToLoad(
  browser: Browser,
  implementation: Implementation,
  origin: string,
  fixture: PageFixture,
): Promise<number> {
  const tab = await openBenchTab(browser)
  try {
    return (await loadList(tab, implementation, origin, fixture)).timeMs
  } finally {
    await tab.close()
  }
}
