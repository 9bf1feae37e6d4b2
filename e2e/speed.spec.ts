import { expect, test, type Browser } from '@playwright/test'

import { median } from './bench/figures.ts'
import { load, loadBare } from './bench/loading.ts'
import { makePages, type Pages } from './bench/pages.ts'
import { servePages } from './bench/serve.ts'
import { openTab } from './bench/tab.ts'
import type { Running } from './run/server.ts'

/*
 * The small version of the benchmarks. Two browsers share two cores here and times say little then, so bars on times
 * are generous and asked for again: they catch a design gone wrong, not a slow day. `npm run bench` has the real ones.
 */
test.describe.configure({ mode: 'serial' })

const engagements = 20_000
let pages: Pages
let server: Running

test.beforeAll(async () => {
  pages = await makePages(engagements)
  server = await servePages(pages)
})
test.afterAll(() => server.stop())

test('20,000 engagements: the last pages come as fast as the first, and none of them stays with the page', async ({
  browser,
}) => {
  test.slow()
  await expect(async () => {
    const bare = await loadBare(browser, server.origin, pages)
    const { time, waits, heldBytes } = await read(browser)
    expect(waits).toHaveLength(engagements / 1000 - 1)
    // The plain design holds 97 MB then, the app 5.
    expect(heldBytes / 1e6).toBeLessThan(20)
    expect(median(waits.slice(10)) / median(waits.slice(0, 10))).toBeLessThan(1.8)
    expect(time / bare).toBeLessThan(10)
  }).toPass({ timeout: 150_000 })
})

interface Reading {
  /** Milliseconds until the end was reached. */
  time: number
  /** Milliseconds from one page's request to the next one's. */
  waits: number[]
  /** What the main thread then holds. */
  heldBytes: number
}

/** The app reads the list to its end. */
async function read(browser: Browser): Promise<Reading> {
  const tab = await openTab(browser)
  const asked: number[] = []
  tab.page.on('request', (request) => {
    if (request.url().includes('/Engagements?PageSize=1000')) asked.push(Date.now())
  })
  try {
    const { time } = await load(tab, 'app', server.origin, pages)
    const waits = asked.slice(1).map((at, i) => at - (asked[i] ?? at))
    return { time, waits, heldBytes: await tab.heldBytes() }
  } finally {
    await tab.close()
  }
}
