import type { Browser } from '@playwright/test'

import { grouped, type BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { load, loadBare, type Reader } from '../loading.ts'
import { makePages, type Pages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { openTab } from '../tab.ts'

/** Milliseconds: what Twilio may take for a page. */
const latency = 100

/** The same list, each page of which takes its time. */
export async function slowPages({ engagements, runs, plain, withBrowser, say }: BenchRun): Promise<Line[]> {
  const pages = await makePages(engagements)
  const { origin, stop } = await servePages(pages, { latency, plain })
  const times: Record<Reader | 'bare', number[]> = { bare: [], app: [], plain: [] }
  try {
    for (let turn = 1; turn <= runs; turn++) {
      say(`${grouped(engagements)} engagements, ${latency} ms a page, round ${turn} of ${runs}`)
      await withBrowser(async (browser) => {
        times.bare.push(await loadBare(browser, origin, pages))
        times.app.push(await timeToLoad(browser, 'app', origin, pages))
        times.plain.push(await timeToLoad(browser, 'plain', origin, pages))
      })
    }
  } finally {
    await stop()
  }
  return [
    lineOf(`loading ${grouped(engagements)} engagements, ${latency} ms a page`, 'ms', {
      ...times,
      bar: atMost(1.15, 'app ÷ bare'),
    }),
  ]
}

async function timeToLoad(browser: Browser, reader: Reader, origin: string, pages: Pages): Promise<number> {
  const tab = await openTab(browser)
  try {
    return (await load(tab, reader, origin, pages)).time
  } finally {
    await tab.close()
  }
}
