import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { paths } from '#urls/urls.ts'

import type { BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { benchFlow, createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../serve.ts'

const compress = promisify(gzip)

/** The JavaScript loaded until the first rows are painted, workers apart. */
export async function firstScreenSection({ withBrowser, log }: BenchRun): Promise<Metric[]> {
  log('The first screen')
  const { origin, stop } = await servePages(await createPageFixture(1000))
  try {
    return await withBrowser(async (browser) => {
      const page = await browser.newPage()
      const scripts = watchScripts(page)
      await page.goto(origin + paths.engagements(benchFlow))
      await page.getByRole('grid', { name: 'Engagements' }).getByRole('gridcell').first().waitFor()
      const loaded = [...scripts]
      const workers = new Set(page.workers().map((worker) => worker.url()))
      const kilobytes = async (some: (url: string) => boolean) => {
        const sizes = loaded.filter((script) => some(script.url())).map(gzippedSize)
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
      }
      return [
        createMetric('JavaScript until the first rows, gzip', 'kB', {
          app: [await kilobytes((url) => !workers.has(url))],
          threshold: maxThreshold(150),
        }),
        createMetric('… and workers', 'kB', { app: [await kilobytes((url) => workers.has(url))] }),
      ]
    })
  } finally {
    await stop()
  }
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
