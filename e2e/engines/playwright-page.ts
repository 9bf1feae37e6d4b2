import { chromium, firefox, webkit, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromiumArgs } from '../support/chromium-args.ts'
import type { BrowserEngine, BrowserPage, OpenPageOptions } from './engine-page.ts'

const browserTypes = { chromium, firefox, webkit }

/** Whether Playwright can drive this browser: any Chromium, but only its own builds of Firefox and WebKit. */
export function isDrivenByPlaywright(engine: BrowserEngine, executablePath: string): boolean {
  return engine === 'chromium' || executablePath === browserTypes[engine].executablePath()
}

/** Opens a browser with one empty page, driven by Playwright. */
export async function openWithPlaywright(
  engine: BrowserEngine,
  options: OpenPageOptions,
): Promise<BrowserPage> {
  const { executablePath, width, height, colorScheme } = options
  const launchArgs = engine === 'chromium' ? chromiumArgs : []
  const browser = await browserTypes[engine].launch({ executablePath, args: launchArgs })
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' })
  if (engine === 'chromium') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  const downloads = await mkdtemp(join(tmpdir(), 'flowdesk-downloads-'))
  const consoleErrors: string[] = []
  watchConsole(page, consoleErrors)
  page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())))
  return {
    engine,
    downloads,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    back: async () => void (await page.goBack({ waitUntil: 'domcontentloaded' })),
    url: () => Promise.resolve(page.url()),
    run: (task, ...args) => page.evaluate(`(${task.toString()})(...${JSON.stringify(args)})`),
    inject: (source) => page.evaluate(source),
    click: (x, y) => page.mouse.click(x, y),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    resize: (newWidth, newHeight) => page.setViewportSize({ width: newWidth, height: newHeight }),
    screenshot: () => page.screenshot(),
    consoleErrors: () => Promise.resolve(consoleErrors),
    close: async () => {
      await browser.close()
      await rm(downloads, { recursive: true, force: true })
    },
  }
}

function watchConsole(page: Page, consoleErrors: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type()))
      consoleErrors.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => consoleErrors.push(`uncaught: ${error.stack ?? error.message}`))
}
