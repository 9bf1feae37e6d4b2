import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { paths } from '#urls/urls.ts'

import type { BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { benchFlow, createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'

const compress = promisify(gzip)

declare global {
  interface Window {
    /** The URLs of all scripts that were requested before the frame with the first rows was painted. */
    scriptsUntilRows: Promise<string[]>
  }
}

/**
 * The JavaScript loaded until Playwright finds the first rows, workers apart; and what of it the page had requested before it
 * painted them. Playwright finds them later, so the first figure varies with what loads right after the rows.
 */
export async function firstScreenSection({ withBrowser, log }: BenchRun): Promise<Metric[]> {
  log('The first screen')
  const { origin, stop } = await servePages(await createPageFixture(1000))
  try {
    return await withBrowser(async (browser) => {
      const page = await browser.newPage()
      const scripts = watchScripts(page)
      await page.addInitScript(observeScripts)
      await page.goto(origin + paths.engagements(benchFlow))
      await page.getByRole('grid', { name: 'Engagements' }).getByRole('gridcell').first().waitFor()
      const loaded = [...scripts]
      const requested = new Set(await page.evaluate(() => window.scriptsUntilRows))
      const workers = new Set(page.workers().map((worker) => worker.url()))
      const kilobytes = async (isCounted: (url: string) => boolean) => {
        const sizes = loaded.filter((script) => isCounted(script.url())).map(gzippedSize)
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
      }
      return [
        createMetric('JavaScript until the first rows, gzip', 'kB', {
          app: [await kilobytes((url) => !workers.has(url))],
          threshold: maxThreshold(150),
        }),
        createMetric('… requested before they were painted', 'kB', {
          app: [await kilobytes((url) => requested.has(url) && !workers.has(url))],
        }),
        createMetric('… and workers', 'kB', { app: [await kilobytes((url) => workers.has(url))] }),
      ]
    })
  } finally {
    await stop()
  }
}

/** Runs in the page, before all of its scripts. */
function observeScripts(): void {
  window.scriptsUntilRows = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[role=grid][aria-label=Engagements] [role=gridcell]')) return
      observer.disconnect()
      requestAnimationFrame(() => {
        // The task after the frame: a timer may come before it.
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          const painted = performance.now()
          const entries = performance.getEntriesByType('resource')
          resolve(entries.filter(({ startTime }) => startTime < painted).map(({ name }) => name))
        })
        port1.start()
        port2.postMessage(null)
      })
    })
    observer.observe(document, { childList: true, subtree: true })
  })
}

function watchScripts(page: Page): readonly Response[] {
  const scripts: Response[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response)
  })
  return scripts
}

async function gzippedSize(script: Response): Promise<number> {
  return (await compress(await script.body(), { level: 9 })).byteLength
}
