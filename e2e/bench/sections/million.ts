import type { Page } from '@playwright/test'

import { grouped, type BenchRun } from '../bench-run.ts'
import { atLeast, atMost, lineOf, type Line } from '../lines.ts'
import { loadBare } from '../loading.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { timeToPaint } from '../stopwatch.ts'
import { answerLines, readingLines } from '../visit-lines.ts'
import { visit } from '../visit.ts'

/** The longest list there is. Only the app: the plain design would need more memory than a tab may have. */
export async function million(run: BenchRun): Promise<Line[]> {
  const { most, withBrowser, attempt, say } = run
  say(`${grouped(most)} engagements`)
  const pages = await makePages(most)
  const { origin, stop } = await servePages(pages)
  const reached: number[] = []
  const jumps: number[] = []
  try {
    return await withBrowser(async (browser) => {
      const bare = await loadBare(browser, origin, pages)
      const app = await visit(run, browser, { reader: 'app', origin, pages }, async ({ page }) => {
        const row = await attempt('scrolling to the last row', () => scrollToTheEnd(page))
        if (row !== null) reached.push(row)
        const jump = await attempt('the End key', () => pressEnd(page, most))
        if (jump !== null) jumps.push(jump)
      })
      const visits = { app: [app], plain: [] }
      return [
        lineOf(`loading ${grouped(most)} engagements, at once`, 'ms', {
          bare: [bare],
          app: [app.loading.time],
        }),
        ...readingLines(visits),
        lineOf('the row at the end of the scrollbar', 'rows', { app: reached, bar: atLeast(most) }),
        lineOf('End → the last row painted', 'ms', { app: jumps }),
        ...answerLines(visits, pages, {
          filter: atMost(150),
          keystroke: atMost(150),
          sortByContact: atMost(1000),
        }),
      ]
    })
  } finally {
    await stop()
  }
}

/** Drags the scrollbar down all the way. @returns the number of the last row that then shows, 1 being the first */
async function scrollToTheEnd(page: Page): Promise<number> {
  const grid = page.getByRole('grid', { name: 'Engagements' })
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  // The rows of that place come from the worker.
  await page.waitForTimeout(1000)
  const last = grid.getByRole('row').last()
  // The header is the first row of the grid.
  return Number(await last.getAttribute('aria-rowindex')) - 1
}

async function pressEnd(page: Page, count: number): Promise<number> {
  await page.getByRole('grid', { name: 'Engagements' }).focus()
  await page.keyboard.press('Home')
  const { time } = await timeToPaint(page, { is: 'row', index: count + 1 }, () => page.keyboard.press('End'))
  await page.keyboard.press('Home')
  return time
}
