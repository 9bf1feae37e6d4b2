import type { Browser, Page } from '@playwright/test'

import { paths } from '#address/address.ts'

import { benchFlow, type Pages } from './pages.ts'

/** One loading of all pages by the app. */
export interface Loading {
  /** Milliseconds from the start of the navigation, the app's own start included, until all is said to be read. */
  time: number
  /** Tasks of the main thread over 50 ms meanwhile: when each began (the app's own start comes first) and how long it took. */
  longTasks: { start: number; duration: number }[]
}

const patience = 10 * 60_000

/** The app reads the list to its end. */
export async function loadInApp(browser: Browser, origin: string, pages: Pages): Promise<Loading> {
  const page = await browser.newPage()
  await page.addInitScript(() => {
    const tasks: Loading['longTasks'] = []
    Object.assign(window, { longTasks: tasks })
    new PerformanceObserver((list) => {
      for (const { startTime: start, duration } of list.getEntries()) tasks.push({ start, duration })
    }).observe({ type: 'longtask', buffered: true })
  })
  await page.goto(origin + paths.engagements(benchFlow))
  const said = `${pages.engagements.toLocaleString('en')} engagements read`
  // Asked ten times a second, not on every frame: who measures should not be what is measured.
  const done = await page.waitForFunction(
    (words) => {
      const text = document.querySelector('[aria-label="Reading"]')?.textContent ?? ''
      if (!text.includes('that is all')) return null
      if (!text.includes(words)) throw new Error(`The app stopped reading at "${text}", not at "${words}".`)
      return performance.now()
    },
    said,
    { timeout: patience, polling: 100 },
  )
  const time = await done.evaluate((value) => Number(value))
  const longTasks = await page.evaluate((): Loading['longTasks'] => Reflect.get(window, 'longTasks'))
  await page.close()
  return { time, longTasks }
}

/** The same pages fetched one after another and thrown away: what no app can beat. Milliseconds. */
export async function loadBare(browser: Browser, origin: string, pages: Pages): Promise<number> {
  const page = await browser.newPage()
  // Any address of the server's that is not the app.
  await page.goto(`${origin}/favicon.svg`)
  const time = await fetchAll(page, pages.paths)
  await page.close()
  return time
}

function fetchAll(page: Page, addresses: string[]): Promise<number> {
  return page.evaluate(async (all) => {
    const start = performance.now()
    for (const address of all) {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
      await answer.arrayBuffer()
    }
    return performance.now() - start
  }, addresses)
}
