/**
 * `npx node e2e/screenshots.ts [folder]` takes the README's screenshot, into `public` by default.
 * `npx node e2e/screenshots.ts --all [folder]` takes every screen, wide and narrow, light and dark, for review.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { type Browser, chromium, type Page } from '@playwright/test'

import { chromiumArgs } from './support/chromium-args.ts'
import { buildIfStale } from './run/build.ts'
import { provideChromium } from './run/browsers.ts'
import { testEnvironment } from './run/environment.ts'
import { root } from './run/paths.ts'
import { startDemoServer } from './run/server.ts'
import {
  allScreenshotTargets,
  fetchEndedEngagementSid,
  readmeScreenshot,
  type ScreenshotTarget,
} from './support/screens.ts'

const kilobyte = 1_000
/** Keeps the README fast on slow connections. */
const maxImageBytes = 200 * kilobyte

interface ScreenshotVariant {
  width: number
  height: number
  colorScheme: 'light' | 'dark'
}

const readmeVariant: ScreenshotVariant = { width: 1280, height: 800, colorScheme: 'light' }
const variants: ScreenshotVariant[] = [
  readmeVariant,
  { ...readmeVariant, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
]

/** Opens a screen and waits until it has loaded, at most 10 s: some faults never end. */
async function openScreenshotTarget(
  browser: Browser,
  origin: string,
  variant: ScreenshotVariant,
  target: ScreenshotTarget,
): Promise<Page> {
  const { width, height, colorScheme } = variant
  const page = await browser.newPage({
    baseURL: origin,
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  await page.goto(target.path)
  await target.prepare?.(page)
  await page
    .waitForFunction(
      () => document.querySelector('main') && !document.querySelector('[aria-busy="true"]'),
      null,
      {
        timeout: 10_000,
      },
    )
    .catch(() => console.log(`${target.name} is still loading: captured as it is.`))
  await page.evaluate(() => document.fonts.ready)
  return page
}

async function takeReadmeScreenshot(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  const { origin, stop } = await startDemoServer(env)
  try {
    const page = await openScreenshotTarget(
      browser,
      origin,
      readmeVariant,
      readmeScreenshot(await fetchEndedEngagementSid(origin)),
    )
    for (const quality of [80, 70, 60]) {
      const image = await page.screenshot({ type: 'jpeg', quality, animations: 'disabled' })
      if (image.length > maxImageBytes) continue
      const file = join(folder, 'screenshot.jpg')
      await writeFile(file, image)
      console.log(`${file}: ${Math.round(image.length / kilobyte)} kB`)
      return
    }
    throw new Error(
      `The screenshot is larger than ${maxImageBytes / kilobyte} kB at every quality: show less on it.`,
    )
  } finally {
    await stop()
  }
}

async function takeAllScreenshots(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  for (const variant of variants) {
    // A new server for each variant, so that faults that recover have not recovered yet.
    const { origin, stop } = await startDemoServer(env)
    try {
      for (const target of allScreenshotTargets(await fetchEndedEngagementSid(origin))) {
        const page = await openScreenshotTarget(browser, origin, variant, target)
        const name = `${target.name}-${variant.width}-${variant.colorScheme}.png`
        await page.screenshot({ path: join(folder, name), animations: 'disabled' })
        await page.close()
        console.log(name)
      }
    } finally {
      await stop()
    }
  }
}

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true })
const folder = resolve(positionals[0] ?? (values.all ? 'e2e/.results/screens' : join(root, 'public')))
const env = testEnvironment(process.env)
const executablePath = await provideChromium()
await buildIfStale(env)
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: chromiumArgs })
try {
  await (values.all ? takeAllScreenshots : takeReadmeScreenshot)(browser, env, folder)
} finally {
  await browser.close()
}
