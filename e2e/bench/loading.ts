import type { Browser, Page } from '@playwright/test'

import { paths } from '#address/address.ts'

import { benchFlow, type Pages } from './pages.ts'
import { plainPath } from './plain-build.ts'
import type { LongTask, Tab } from './tab.ts'

/** Who reads the list. */
export type Reader = 'app' | 'plain'

const addresses: Record<Reader, string> = {
  app: paths.engagements(benchFlow),
  plain: `${plainPath}?flow=${benchFlow}`,
}

/** One loading of all pages. */
export interface Loading {
  /** Milliseconds from the start of the navigation, the reader's own start included, until all is said to be read. */
  time: number
  /** Tasks of the main thread over 50 ms before the first page was asked for: the reader's own start. */
  startTasks: LongTask[]
  /** And from then on. */
  tasks: LongTask[]
}

/** Much is asked of the plain design. */
const patience = 20 * 60_000

/** The app stops after so many pages until it is told to read everything. */
const pagesAtATime = 100

/** Reads the list to its end. */
export async function load(tab: Tab, reader: Reader, origin: string, pages: Pages): Promise<Loading> {
  const { page } = tab
  let asking = Infinity
  page.on('request', (request) => {
    if (request.url().includes('/Engagements?')) asking = Math.min(asking, Date.now())
  })
  await page.goto(origin + addresses[reader])
  if (pages.paths.length > pagesAtATime)
    await page.getByRole('button', { name: 'Read everything' }).click({ timeout: patience })
  const time = await readToTheEnd(page, pages.engagements)
  const tasks = await tab.longTasks()
  return {
    time,
    startTasks: tasks.filter((task) => task.start < asking),
    tasks: tasks.filter((task) => task.start >= asking),
  }
}

async function readToTheEnd(page: Page, engagements: number): Promise<number> {
  const said = `${engagements.toLocaleString('en')} engagements read`
  // Asked ten times a second, not on every frame: who measures should not be what is measured.
  const done = await page.waitForFunction(
    (words) => {
      const text = document.querySelector('[aria-label="Reading"]')?.textContent ?? ''
      if (!text.includes('that is all')) return null
      if (!text.includes(words)) throw new Error(`Reading stopped at "${text}", not at "${words}".`)
      return performance.now()
    },
    said,
    { timeout: patience, polling: 100 },
  )
  return done.evaluate((value) => Number(value))
}

/** The same pages fetched one after another and thrown away: what no reader can beat. Milliseconds. */
export async function loadBare(browser: Browser, origin: string, pages: Pages): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  // Any address of the server's that is neither reader.
  await page.goto(`${origin}/favicon.svg`)
  const time = await fetchAll(
    page,
    pages.paths.map((path) => `/api${path}`),
  )
  await context.close()
  return time
}

function fetchAll(page: Page, urls: string[]): Promise<number> {
  return page.evaluate(async (all) => {
    const start = performance.now()
    for (const address of all) {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
      await answer.arrayBuffer()
    }
    return performance.now() - start
  }, urls)
}
