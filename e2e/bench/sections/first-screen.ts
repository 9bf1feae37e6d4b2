import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { paths } from '#address/address.ts'

import type { BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { benchFlow, makePages } from '../pages.ts'
import { servePages } from '../serve.ts'

const compress = promisify(gzip)

/** The JavaScript it takes to show a list of engagements; what the first screen then brings for itself comes extra. */
export async function firstScreen({ withBrowser, say }: BenchRun): Promise<Line[]> {
  say('The first screen')
  const { origin, stop } = await servePages(await makePages(1000))
  try {
    return await withBrowser(async (browser) => {
      const page = await browser.newPage()
      const scripts = watchScripts(page)
      await page.goto(origin + paths.engagements(benchFlow))
      await page.getByRole('grid', { name: 'Engagements' }).getByRole('gridcell').first().waitFor()
      const needed = await beforeItRuns(page)
      const workers = new Set(page.workers().map((worker) => worker.url()))
      const kilobytes = async (some: (url: string) => boolean) => {
        const sizes = scripts.filter((script) => some(script.url())).map(gzippedSize)
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
      }
      return [
        lineOf('JavaScript for the first screen, gzip', 'kB', {
          app: [await kilobytes((url) => needed.has(url))],
          bar: atMost(140),
        }),
        lineOf('… and what else came before the first rows', 'kB', {
          app: [await kilobytes((url) => !needed.has(url) && !workers.has(url))],
        }),
        lineOf('… and workers', 'kB', { app: [await kilobytes((url) => workers.has(url))] }),
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

/** What the page itself names and its scripts import: the app runs once all of it is there, and asks for the rest later. */
async function beforeItRuns(page: Page): Promise<Set<string>> {
  const urls = await page.evaluate(() => {
    const navigation = performance
      .getEntriesByType('navigation')
      .find((entry) => entry instanceof PerformanceNavigationTiming)
    const ready = navigation?.domContentLoadedEventStart ?? 0
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < ready)
      .map(({ name }) => name)
  })
  return new Set(urls)
}

async function gzippedSize(script: Response): Promise<number> {
  return (await compress(await script.body(), { level: 9 })).byteLength
}
