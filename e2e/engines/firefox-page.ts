import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { findFreePort } from '../run/free-port.ts'
import type { BrowserPage, OpenPageOptions } from './engine-page.ts'
import { startMarionetteSession } from './marionette.ts'
import { createWebDriverPage } from './webdriver-page.ts'

/** Hides the browser's toolbar, which would otherwise keep the window wider than a phone. */
const noToolbarCss = '* { min-width: 0 !important; } #navigator-toolbox { display: none !important; }'

/**
 * Opens the system's Firefox with one empty page. Uses Marionette, because Playwright cannot drive the ESR, and under
 * WebDriver BiDi, which Puppeteer uses, `new Worker` inside a worker never returns in one of 20 cases.
 */
export async function openFirefox(options: OpenPageOptions): Promise<BrowserPage> {
  const folder = await mkdtemp(join(tmpdir(), 'flowdesk-firefox-'))
  const profile = join(folder, 'profile')
  const downloads = join(folder, 'downloads')
  const port = await findFreePort()
  await mkdir(downloads)
  await mkdir(join(profile, 'chrome'), { recursive: true })
  await writeFile(join(profile, 'chrome/userChrome.css'), noToolbarCss)
  await writeFile(join(profile, 'user.js'), formatPreferences(preferences(downloads, port, options)))
  const firefox = spawn(
    options.executablePath,
    ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    { stdio: 'ignore' },
  )
  const stop = async () => {
    await waitForExit(firefox, 10_000)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const { send, runInBrowser } = await startMarionetteSession(port, { pageLoadStrategy: 'none' })
    // A script of a benchmark may run for minutes.
    await send('setTimeouts', { script: 600_000 })
    const page = createWebDriverPage('firefox', send, downloads)
    await page.resize(options.width, options.height)
    return {
      ...page,
      consoleErrors: async () => [
        ...(await page.consoleErrors()),
        ...z.array(z.string()).parse(await runInBrowser(readBrowserErrors)),
      ],
      close: async () => {
        await send('deleteSession', { flags: ['eForceQuit'] })
        await stop()
      },
    }
  } catch (error) {
    firefox.kill('SIGKILL')
    await stop()
    throw error
  }
}

const preferences = (downloads: string, port: number, { colorScheme }: OpenPageOptions) => ({
  'marionette.port': port,
  'browser.download.dir': downloads,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  // 0 is dark, 1 is light.
  'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
  'intl.accept_languages': 'en-GB',
  // Reads userChrome.css.
  'toolkit.legacyUserProfileCustomizations.stylesheets': true,
})

const formatPreferences = (values: Record<string, string | number | boolean>) =>
  Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')

/** Returns the errors that Firefox itself reports about pages, such as blocked requests. Its warnings depend on the speed. */
const readBrowserErrors = `return Services.console.getMessageArray()
  .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & (message.warningFlag | message.infoFlag)) && /^https?:/.test(message.sourceName))
  .map((message) => message.errorMessage + ' (' + message.sourceName + ')')`

/** @param timeoutMs after which it is killed */
function waitForExit(child: ChildProcess, timeoutMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
