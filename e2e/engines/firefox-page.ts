import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import puppeteer, { type ConsoleMessage, type Page } from 'puppeteer-core'

import type { BrowserPage, OpenPageOptions } from './engine-page.ts'
import { parseKeyCombination } from './keys.ts'

/** Firefox's preferences. */
const preferences = (downloads: string, colorScheme: 'light' | 'dark') => ({
  'browser.download.dir': downloads,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  // 0 is dark, 1 is light.
  'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
  'intl.accept_languages': 'en-GB',
})

/** Opens the system's Firefox with one empty page. Uses WebDriver BiDi, because Playwright cannot drive the ESR. */
export async function openFirefox(options: OpenPageOptions): Promise<BrowserPage> {
  const { executablePath, width, height, colorScheme } = options
  const folder = await mkdtemp(join(tmpdir(), 'flowdesk-firefox-'))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: join(folder, 'profile'),
    extraPrefsFirefox: preferences(folder, colorScheme),
  })
  const [first] = await browser.pages()
  const page = first ?? (await browser.newPage())
  const consoleErrors: Promise<string>[] = []
  watchConsole(page, consoleErrors)
  await page.setViewport({ width, height })
  return {
    engine: 'firefox',
    downloads: folder,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    back: async () => void (await page.goBack({ waitUntil: 'domcontentloaded' })),
    url: () => page.evaluate('location.href').then(String),
    run: (task, ...args) => page.evaluate(`(${task.toString()})(...${JSON.stringify(args)})`),
    inject: async (source) => void (await page.evaluate(source)),
    click: (x, y) => page.mouse.click(x, y),
    press: async (keys) => {
      const { heldModifiers, key } = parseKeyCombination(keys)
      for (const modifier of heldModifiers) await page.keyboard.down(modifier)
      await page.keyboard.press(key)
      for (const modifier of heldModifiers.toReversed()) await page.keyboard.up(modifier)
    },
    type: (text) => page.keyboard.type(text),
    resize: (newWidth, newHeight) => page.setViewport({ width: newWidth, height: newHeight }),
    screenshot: () => page.screenshot(),
    consoleErrors: () => Promise.all(consoleErrors),
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function watchConsole(page: Page, consoleErrors: Promise<string>[]): void {
  page.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type()))
      consoleErrors.push(formatConsoleMessage(message))
  })
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    consoleErrors.push(Promise.resolve(`uncaught: ${text}`))
  })
}

/** Converts each argument to text in the page, because Firefox sends "JSHandle@error" for an error. */
async function formatConsoleMessage(message: ConsoleMessage): Promise<string> {
  const url = message.location().url ?? ''
  const texts = message.args().map((arg) => arg.evaluate(String))
  // The document may no longer exist.
  const text = await Promise.all(texts).then(
    (all) => all.join(' '),
    () => message.text(),
  )
  return `console ${message.type()}: ${text} (${url})`
}
