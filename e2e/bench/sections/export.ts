import type { Page } from '@playwright/test'

import { grouped, type BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { load, loadBare } from '../loading.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { longest, openTab } from '../tab.ts'

/** The files that can be made, and what is chosen for each in the dialog. */
const files = {
  CSV: [],
  'CSV with contexts': ['With contexts'],
  'JSON Lines': ['JSON Lines'],
} as const
const kinds = ['CSV', 'CSV with contexts', 'JSON Lines'] as const

/** A list that has been read becomes a file; "bare" is fetching the same pages once more and throwing them away. */
export async function exported({ engagements, runs, withBrowser, attempt, say }: BenchRun): Promise<Line[]> {
  const pages = await makePages(engagements)
  const { origin, stop } = await servePages(pages)
  const bare: number[] = []
  const times = { CSV: noSamples(), 'CSV with contexts': noSamples(), 'JSON Lines': noSamples() }
  const tasks = noSamples()
  try {
    for (let turn = 1; turn <= runs; turn++) {
      say(`${grouped(engagements)} engagements exported, round ${turn} of ${runs}`)
      await withBrowser(async (browser) => {
        bare.push(await loadBare(browser, origin, pages))
        const tab = await openTab(browser)
        await load(tab, 'app', origin, pages)
        for (const kind of kinds) {
          const start = Date.now()
          const time = await attempt(`${grouped(engagements)} engagements as ${kind}`, () =>
            exportAs(tab.page, files[kind]),
          )
          if (time === null) continue
          times[kind].push(time)
          tasks.push(longest((await tab.longTasks()).filter((task) => task.start >= start)))
        }
        await tab.close()
      })
    }
  } finally {
    await stop()
  }
  return [
    ...kinds.map((kind) =>
      lineOf(`${grouped(engagements)} engagements → ${kind}`, 'ms', { bare, app: times[kind] }),
    ),
    lineOf('exporting, longest task', 'ms', { take: 'highest', app: tasks, bar: atMost(50) }),
  ]
}

function noSamples(): number[] {
  return []
}

/** @returns milliseconds until the file was handed over */
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
