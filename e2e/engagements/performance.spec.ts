import { expect, test, type Browser } from '@playwright/test'

import { median } from '../bench/report/stats.ts'
import { loadList, measureFloor } from '../bench/loading.ts'
import { createPageFixture, type PageFixture } from '../bench/pages/page-fixture.ts'
import { servePages } from '../bench/server/serve-pages.ts'
import { openBenchTab } from '../bench/tab.ts'
import type { RunningServer } from '../run/server.ts'

/*
 * A small version of the benchmarks. Two browsers share two cores here, so times vary: thresholds are generous and failed
 * attempts are repeated. They detect a wrong design, not a slow machine. `npm run bench` has the real thresholds.
 */
test.describe.configure({ mode: 'serial' })

const engagements = 20_000
let fixture: PageFixture
let server: RunningServer

test.beforeAll(async () => {
  fixture = await createPageFixture(engagements)
  server = await servePages(fixture)
})
test.afterAll(() => server.stop())

test('20,000 engagements: the last pages load as fast as the first, and the main thread keeps none of them', async ({
  browser,
}) => {
  test.slow()
  await expect(async () => {
    const floorMs = await measureFloor(browser, server.origin, fixture)
    const { totalMs, requestGapsMs, heapBytes } = await measureLoad(browser)
    expect(requestGapsMs).toHaveLength(engagements / 1000 - 1)
    // The baseline uses 97 MB, the app 5 MB.
    expect(heapBytes / 1e6).toBeLessThan(20)
    expect(median(requestGapsMs.slice(10)) / median(requestGapsMs.slice(0, 10))).toBeLessThan(1.8)
    expect(totalMs / floorMs).toBeLessThan(10)
  }).toPass({ timeout: 150_000 })
})

interface LoadMeasurement {
  /** Milliseconds until the list was loaded. */
  totalMs: number
  /** Milliseconds between the requests for consecutive pages. */
  requestGapsMs: number[]
  /** The main thread's heap afterwards. */
  heapBytes: number
}

/** Measures the app while it loads the whole list. */
async function measureLoad(browser: Browser): Promise<LoadMeasurement> {
  const tab = await openBenchTab(browser)
  const requestTimes: number[] = []
  tab.page.on('request', (request) => {
    if (request.url().includes('/Engagements?PageSize=1000')) requestTimes.push(Date.now())
  })
  try {
    const { timeMs: totalMs } = await loadList(tab, 'app', server.origin, fixture)
    const requestGapsMs = requestTimes.slice(1).map((at, i) => at - (requestTimes[i] ?? at))
    return { totalMs, requestGapsMs, heapBytes: await tab.heapBytes() }
  } finally {
    await tab.close()
  }
}
