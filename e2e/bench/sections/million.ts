import type { Page } from '@playwright/test'

import { groupThousands, type BenchRun } from '../bench-run.ts'
import { minThreshold, maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { measureFloor } from '../loading.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { measurePaint } from '../paint-timing.ts'
import { interactionMetrics, loadingMetrics } from '../report/scenario-metrics.ts'
import { runScenario } from '../scenario.ts'

/** The longest list, in the app only: the baseline would need more memory than a tab can have. */
export async function millionSection(run: BenchRun): Promise<Metric[]> {
  const { maxEngagements, withBrowser, attempt, log } = run
  log(`${groupThousands(maxEngagements)} engagements`)
  const fixture = await createPageFixture(maxEngagements)
  const { origin, stop } = await servePages(fixture, { coding: 'gzip' })
  const lastRows: number[] = []
  const jumpTimes: number[] = []
  try {
    return await withBrowser(async (browser) => {
      const floor = await measureFloor(browser, origin, fixture)
      const app = await runScenario(
        run,
        browser,
        { implementation: 'app', origin, fixture },
        async ({ page }) => {
          const row = await attempt('scrolling to the last row', () => scrollToTheEnd(page))
          if (row !== null) lastRows.push(row)
          const jump = await attempt('the End key', () => pressEnd(page, maxEngagements))
          if (jump !== null) jumpTimes.push(jump)
        },
      )
      const results = { app: [app], baseline: [] }
      return [
        createMetric(`loading ${groupThousands(maxEngagements)} engagements, no latency`, 'ms', {
          floor: [floor],
          app: [app.loading.timeMs],
        }),
        ...loadingMetrics(results),
        createMetric('the row at the end of the scrollbar', 'rows', {
          app: lastRows,
          threshold: minThreshold(maxEngagements),
        }),
        createMetric('End → the last row painted', 'ms', { app: jumpTimes }),
        ...interactionMetrics(results, fixture, {
          filter: maxThreshold(100),
          keystroke: maxThreshold(100),
          sortByContact: maxThreshold(250),
          sortByUpdated: maxThreshold(250),
        }),
      ]
    })
  } finally {
    await stop()
  }
}

/** Scrolls to the end. @returns the number of the last displayed row, from 1 */
async function scrollToTheEnd(page: Page): Promise<number> {
  const grid = page.getByRole('grid', { name: 'Engagements' })
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  // The worker must deliver those rows first.
  await page.waitForTimeout(1000)
  const last = grid.getByRole('row').last()
  // The header is the first row of the grid.
  return Number(await last.getAttribute('aria-rowindex')) - 1
}

async function pressEnd(page: Page, count: number): Promise<number> {
  await page.getByRole('grid', { name: 'Engagements' }).focus()
  await page.keyboard.press('Home')
  const { timeMs } = await measurePaint(page, { kind: 'row', index: count + 1 }, () =>
    page.keyboard.press('End'),
  )
  await page.keyboard.press('Home')
  return timeMs
}
