import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { findFreePort } from '../run/free-port.ts'
import type { BrowserPage, OpenPageOptions } from './engine-page.ts'
import { parseKeyCombination, webDriverKey } from './keys.ts'
import { startSession, unansweredCommands, type SendCommand } from './webdriver.ts'

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
    const send = await startSession(`http://127.0.0.1:${driverPort}`, {
      // Does not wait for the load, so that `watchConsole` starts first.
      pageLoadStrategy: 'none',
      'webkitgtk:browserOptions': {
        binary: options.executablePath,
        args: ['--automation', ...(options.colorScheme === 'dark' ? ['--dark-mode'] : [])],
      },
    })
    // A script of a benchmark may run for minutes.
    await send('POST', '/timeouts', { script: 600_000 })
    const page = createPage(send, downloads)
    await page.resize(options.width, options.height)
    return {
      ...page,
      close: async () => {
        for (const command of unansweredCommands()) console.error(`WebKit did not answer: ${command}`)
        await Promise.race([send('DELETE', '').catch(() => undefined), waitForExit(driver, 10_000)])
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function createPage(send: SendCommand, downloads: string): Omit<BrowserPage, 'close'> {
  const execute = (script: string, args: readonly unknown[]) =>
    send('POST', '/execute/sync', { script, args })
  /** Console errors of earlier documents. */
  const earlierErrors: string[] = []
  const readConsoleErrors = async () =>
    consoleErrorsSchema.parse(await execute(`return (${readConsole.toString()})()`, []))
  /** Loads another document and watches its console as soon as it exists. */
  const navigate = async (path: string, body?: object) => {
    earlierErrors.push(...(await readConsoleErrors()))
    await execute('window.isOld = true', [])
    await send('POST', path, body)
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const isNew = await execute(`return !window.isOld && (${watchConsole.toString()})()`, []).catch(
        () => false,
      )
      if (isNew === true) return
    }
    throw new Error(`WebKit did not load ${JSON.stringify(body ?? path)}.`)
  }
  const pointer = (actions: object[]) =>
    send('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    })
  const keyboard = (actions: object[]) =>
    send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  const size = z.tuple([z.number(), z.number()])
  return {
    engine: 'webkit',
    downloads,
    goto: (url) => navigate('/url', { url }),
    reload: () => navigate('/refresh'),
    back: async () => void (await send('POST', '/back')),
    url: async () => z.string().parse(await execute('return window.location.href', [])),
    run: (task, ...args) => execute(`return (${task.toString()})(...arguments)`, args),
    inject: async (source) => void (await execute(source, [])),
    click: async (x, y) =>
      void (await pointer([
        { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ])),
    press: async (keys) => {
      const { heldModifiers, key } = parseKeyCombination(keys)
      await keyboard([
        ...heldModifiers.map(keyDown),
        keyDown(key),
        keyUp(key),
        ...heldModifiers.toReversed().map(keyUp),
      ])
    },
    type: async (text) =>
      void (await keyboard(Array.from(text).flatMap((key) => [keyDown(key), keyUp(key)]))),
    resize: async (width, height) => {
      // The window is larger than the page by the browser's toolbar. The first call measures by how much.
      await send('POST', '/window/rect', { width, height })
      const [innerWidth, innerHeight] = size.parse(await execute('return [innerWidth, innerHeight]', []))
      await send('POST', '/window/rect', {
        width: width + (width - innerWidth),
        height: height + (height - innerHeight),
      })
    },
    screenshot: async () => Buffer.from(z.string().parse(await send('GET', '/screenshot')), 'base64'),
    consoleErrors: async () => [...earlierErrors, ...(await readConsoleErrors())],
  }
}

const keyDown = (key: string) => ({ type: 'keyDown', value: webDriverKey(key) })
const keyUp = (key: string) => ({ type: 'keyUp', value: webDriverKey(key) })

const consoleErrorsSchema = z.array(z.string())

/**
 * Runs in the page. WebDriver cannot read the console, so this records it for `readConsole`. It runs as soon as the document
 * exists, before its scripts have loaded.
 */
function watchConsole(): boolean {
  const entries: string[] = []
  Reflect.set(window, 'consoleEntries', entries)
  for (const level of ['error', 'warn'] as const) {
    const original = console[level].bind(console)
    console[level] = (...args: unknown[]) => {
      entries.push(`console ${level}: ${args.map(String).join(' ')}`)
      original(...args)
    }
  }
  addEventListener(
    'error',
    (event) => entries.push(`uncaught: ${event.message || 'a resource did not load'}`),
    true,
  )
  addEventListener('unhandledrejection', ({ reason }) => entries.push(`unhandled: ${String(reason)}`))
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    entries.push(`blocked by ${violatedDirective}: ${blockedURI}`),
  )
  return true
}

/** Runs in the page. Returns what `watchConsole` has recorded. */
function readConsole(): string[] {
  return Reflect.get(window, 'consoleEntries') ?? []
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
