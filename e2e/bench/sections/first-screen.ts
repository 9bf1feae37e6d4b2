import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { paths } from '#address/address.ts'

import type { BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { benchFlow, makePages } from '../pages.ts'
import { servePages } from '../serve.ts'

const compress = promisify(gzip)

/** The JavaScript that a browser has asked for when the first rows of a list are there. */
export async function firstScreen({ withBrowser, say }: BenchRun): Promise<Line[]> {
  say('The first screen')
  const { origin, stop } = await servePages(await makePages(1000))
  try {
    const kilobytes = await withBrowser(async (browser) => {
      const page = await browser.newPage()
      const scripts = watchScripts(page)
      await page.goto(origin + paths.engagements(benchFlow))
      await page.getByRole('grid', { name: 'Engagements' }).getByRole('gridcell').first().waitFor()
      const workers = new Set(page.workers().map((worker) => worker.url()))
      const sizes = scripts.filter((script) => !workers.has(script.url())).map(gzipped)
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
    })
    return [lineOf('JavaScript for the first screen, gzip', 'kB', { app: [kilobytes], bar: atMost(140) })]
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

async function gzipped(script: Response): Promise<number> {
  return (await compress(await script.body(), { level: 9 })).byteLength
}
