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
      const needed = await namedByThePage(page)
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

/**
 * What the page itself names: its script, and all that this imports before it runs. What it asks for once it runs may
 * begin to load earlier or later, as it happens.
 */
async function namedByThePage(page: Page): Promise<Set<string>> {
  const html = await (await page.request.get(page.url())).text()
  const addresses = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js)"/g)]
  return new Set(addresses.map(([, address]) => new URL(address ?? '', page.url()).href))
}

async function gzippedSize(script: Response): Promise<number> {
  return (await compress(await script.body(), { level: 9 })).byteLength
}
