import type { Browser, Page } from '@playwright/test'

import { paths } from '#urls/urls.ts'

import { benchFlow, type PageFixture } from './pages/page-fixture.ts'
import { baselinePath } from './baseline-build.ts'
import type { LongTask, BenchTab } from './tab.ts'

/** The app or the baseline. */
export type Implementation = 'app' | 'baseline'

const pageUrls: Record<Implementation, string> = {
  app: paths.engagements(benchFlow),
  baseline: `${baselinePath}?flow=${benchFlow}`,
}

/** The timings of loading a whole list. */
export interface LoadResult {
  /** Milliseconds from the start of the navigation until the page reports that everything is loaded. */
  timeMs: number
  /** Main-thread tasks over 50 ms before the first request for a page: the startup. */
  startTasks: LongTask[]
  /** Main-thread tasks over 50 ms after that request. */
  tasks: LongTask[]
}

/** The baseline needs minutes for a long list. */
const timeoutMs = 20 * 60_000

/** The app pauses after this many pages until "Read everything" is clicked. */
const pagesPerBatch = 100

/** Loads the whole list. */
export async function loadList(
  tab: BenchTab,
  implementation: Implementation,
  origin: string,
  fixture: PageFixture,
): Promise<LoadResult> {
  const { page } = tab
  let firstRequestAt = Infinity
  page.on('request', (request) => {
    if (request.url().includes('/Engagements?')) firstRequestAt = Math.min(firstRequestAt, Date.now())
  })
  await page.goto(origin + pageUrls[implementation])
  if (fixture.paths.length > pagesPerBatch)
    await page.getByRole('button', { name: 'Read everything' }).click({ timeout: timeoutMs })
  const timeMs = await waitUntilLoaded(page, fixture.engagements)
  const tasks = await tab.longTasks()
  return {
    timeMs,
    startTasks: tasks.filter((task) => task.start < firstRequestAt),
    tasks: tasks.filter((task) => task.start >= firstRequestAt),
  }
}

async function waitUntilLoaded(page: Page, engagements: number): Promise<number> {
  const expectedText = `${engagements.toLocaleString('en')} engagements read`
  // Polls ten times a second instead of every frame, to disturb the measurement less.
  const result = await page.waitForFunction(
    (expected) => {
      const text = document.querySelector('[aria-label="Reading"]')?.textContent ?? ''
      if (!text.includes('all of them')) return null
      if (!text.includes(expected)) throw new Error(`Loading stopped at "${text}", not at "${expected}".`)
      return performance.now()
    },
    expectedText,
    { timeout: timeoutMs, polling: 100 },
  )
  return result.evaluate((value) => Number(value))
}

/** The floor: fetches the same pages one after another and discards them. Returns milliseconds. */
export async function measureFloor(browser: Browser, origin: string, fixture: PageFixture): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  // Any URL of the server that starts neither the app nor the baseline.
  await page.goto(`${origin}/favicon.svg`)
  const timeMs = await fetchAll(
    page,
    fixture.paths.map((path) => `/api${path}`),
  )
  await context.close()
  return timeMs
}

function fetchAll(page: Page, urls: string[]): Promise<number> {
  return page.evaluate(async (all) => {
    const start = performance.now()
    for (const url of all) {
      const response = await fetch(url)
      if (!response.ok) throw new Error(`${url} returned ${response.status}`)
      await response.arrayBuffer()
    }
    return performance.now() - start
  }, urls)
}
