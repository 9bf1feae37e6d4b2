import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findFreePort } from '../run/free-port.ts'
import type { BrowserPage, OpenPageOptions } from './engine-page.ts'
import { createWebDriverPage } from './webdriver-page.ts'
import { startHttpSession } from './webdriver.ts'

/** Fits the widest page and the browser's toolbar. */
const screenSize = '1600x1200x24'

/** Shrinks the browser's toolbar, which would otherwise keep the window wider than a phone. */
const smallToolbarCss =
  '* { min-width: 0; min-height: 0; margin: 0; padding: 0; font-size: 1px; -gtk-icon-transform: scale(0.1); }'

/**
 * Opens WebKitGTK's MiniBrowser, driven by WebKitWebDriver, on its own Xvfb display.
 * @param options.executablePath the MiniBrowser
 */
export async function openWebKit(options: OpenPageOptions): Promise<BrowserPage> {
  const home = await mkdtemp(join(tmpdir(), 'flowdesk-webkit-'))
  const downloads = join(home, 'Downloads')
  await mkdir(join(home, '.config/gtk-3.0'), { recursive: true })
  await mkdir(downloads)
  await writeFile(join(home, '.config/gtk-3.0/gtk.css'), smallToolbarCss)
  await writeFile(join(home, '.config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`)
  const driverPort = await findFreePort()
  const display = await startDisplay()
  const driver = spawn('WebKitWebDriver', [`--port=${driverPort}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      LANG: 'en_GB.UTF-8',
      // WebKit's sandbox needs user namespaces, which most containers forbid.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  })
  const stop = async () => {
    driver.kill()
    display.process.kill()
    await Promise.all([waitForExit(driver), waitForExit(display.process)])
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await waitUntilUp(`http://127.0.0.1:${driverPort}/status`)
    const send = await startHttpSession(`http://127.0.0.1:${driverPort}`, {
      pageLoadStrategy: 'none',
      'webkitgtk:browserOptions': {
        binary: options.executablePath,
        args: ['--automation', ...(options.colorScheme === 'dark' ? ['--dark-mode'] : [])],
      },
    })
    // A script of a benchmark may run for minutes.
    await send('setTimeouts', { script: 600_000 })
    const page = createWebDriverPage('webkit', send, downloads)
    await page.resize(options.width, options.height)
    return {
      ...page,
      close: async () => {
        await Promise.race([send('deleteSession').catch(() => undefined), waitForExit(driver, 10_000)])
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Starts Xvfb, which picks a free display number. */
async function startDisplay(): Promise<{ name: string; process: ChildProcess }> {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screenSize, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const pipe = process.stdio[3]
  const name = await new Promise<string>((resolve, reject) => {
    process.once('error', reject)
    process.once('exit', () => reject(new Error('Xvfb ended before it had a display.')))
    pipe?.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`))
  })
  return { name, process }
}

async function waitUntilUp(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`WebKitWebDriver did not answer at ${url}.`)
}

/** @param timeoutMs after which it resolves anyway */
function waitForExit(child: ChildProcess, timeoutMs?: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    if (timeoutMs !== undefined) setTimeout(resolve, timeoutMs).unref()
  })
}
