import type { Page } from '@playwright/test'

import { groupThousands, type BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { loadList, measureFloor } from '../loading.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { longestTaskMs, openBenchTab } from '../tab.ts'

/** The export formats, and the choices for each in the dialog. */
const files = {
  CSV: [],
  'CSV with contexts': ['With contexts'],
  'JSON Lines': ['JSON Lines'],
} as const
const kinds = ['CSV', 'CSV with contexts', 'JSON Lines'] as const

/** Exports a loaded list. The floor fetches the same pages once more and discards them. */
export async function exportSection({
  engagements,
  runs,
  withBrowser,
  attempt,
  log,
}: BenchRun): Promise<Metric[]> {
  const fixture = await createPageFixture(engagements)
  const { origin, stop } = await servePages(fixture)
  const floor: number[] = []
  const times = { CSV: noSamples(), 'CSV with contexts': noSamples(), 'JSON Lines': noSamples() }
  const tasks = noSamples()
  try {
    for (let round = 1; round <= runs; round++) {
      log(`${groupThousands(engagements)} engagements exported, round ${round} of ${runs}`)
      await withBrowser(async (browser) => {
        floor.push(await measureFloor(browser, origin, fixture))
        const tab = await openBenchTab(browser)
        await loadList(tab, 'app', origin, fixture)
        for (const kind of kinds) {
          const start = Date.now()
          const time = await attempt(`${groupThousands(engagements)} engagements as ${kind}`, () =>
            exportAs(tab.page, files[kind]),
          )
          if (time === null) continue
          times[kind].push(time)
          tasks.push(longestTaskMs((await tab.longTasks()).filter((task) => task.start >= start)))
        }
        await tab.close()
      })
    }
  } finally {
    await stop()
  }
  return [
    ...kinds.map((kind) =>
      createMetric(`${groupThousands(engagements)} engagements → ${kind}`, 'ms', { floor, app: times[kind] }),
    ),
    createMetric('exporting, longest task', 'ms', {
      aggregate: 'max',
      app: tasks,
      threshold: maxThreshold(50),
    }),
  ]
}

function noSamples(): number[] {
  return []
}

/** @returns milliseconds until the file was saved */
async function exportAs(page: Page, choices: readonly string[]): Promise<number> {
  await page.click('button[aria-haspopup]:has-text("Export")')
  for (const choice of choices) await page.check(`[aria-label="${choice}"]`)
  const start = Date.now()
  await page.click('dialog button:has-text("Export")')
  await page.waitForSelector('dialog button:has-text("Done")', { timeout: 20 * 60_000 })
  const time = Date.now() - start
  await page.click('dialog button:has-text("Done")')
  return time
}
