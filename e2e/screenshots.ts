/**
 * `npx node e2e/screenshots.ts [folder]` takes the README's picture (into `public`).
 * `npx node e2e/screenshots.ts --all folder` takes every screen, wide and narrow, light and dark, to be looked at.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { type Browser, chromium, type Page } from '@playwright/test'

import { chromiumArgs } from './browser.ts'
import { buildIfStale } from './run/build.ts'
import { provideChromium } from './run/chromium.ts'
import { testEnvironment } from './run/environment.ts'
import { root } from './run/paths.ts'
import { startDemo } from './run/server.ts'
import { allScreens, endedEngagement, heroScreen, type Screen } from './screens.ts'

const kilobyte = 1_000
/** The README is read over slow lines too. */
const largestPicture = 200 * kilobyte

interface Look {
  width: number
  height: number
  colorScheme: 'light' | 'dark'
}

const hero: Look = { width: 1280, height: 800, colorScheme: 'light' }
const looks: Look[] = [
  hero,
  { ...hero, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
]

/** Opens a screen and waits until nothing is on its way any more; a fault that never ends is shown as it is after 10 s. */
async function open(browser: Browser, origin: string, look: Look, screen: Screen): Promise<Page> {
  const { width, height, colorScheme } = look
  const page = await browser.newPage({
    baseURL: origin,
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  await page.goto(screen.path)
  await screen.prepare?.(page)
  await page
    .waitForFunction(
      () => document.querySelector('main') && !document.querySelector('[aria-busy="true"]'),
      null,
      {
        timeout: 10_000,
      },
    )
    .catch(() => console.log(`${screen.name} is still busy: taken as it is.`))
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
  return page
}

async function takeHero(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  const { origin, stop } = await startDemo(env)
  try {
    const page = await open(browser, origin, hero, heroScreen(await endedEngagement(origin)))
    for (const quality of [80, 70, 60]) {
      const picture = await page.screenshot({ type: 'jpeg', quality })
      if (picture.length > largestPicture) continue
      const file = join(folder, 'screenshot.jpg')
      await writeFile(file, picture)
      console.log(`${file}: ${Math.round(picture.length / kilobyte)} kB`)
      return
    }
    throw new Error(`The picture stays above ${largestPicture / kilobyte} kB: show less on it.`)
  } finally {
    await stop()
  }
}

async function takeAll(browser: Browser, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  for (const look of looks) {
    // A server for each look: faults that recover have then not recovered yet.
    const { origin, stop } = await startDemo(env)
    try {
      for (const screen of allScreens(await endedEngagement(origin))) {
        const page = await open(browser, origin, look, screen)
        const name = `${screen.name}-${look.width}-${look.colorScheme}.png`
        await page.screenshot({ path: join(folder, name) })
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
  await (values.all ? takeAll : takeHero)(browser, env, folder)
} finally {
  await browser.close()
}
