import { z } from 'zod'

import type { BrowserEngine, BrowserPage } from './engine-page.ts'
import { parseKeyCombination, webDriverKey } from './keys.ts'
import type { SendCommand } from './webdriver.ts'

/**
 * A page driven by WebDriver commands. Its session must not wait for loads (`pageLoadStrategy: 'none'`), so that
 * `watchConsole` starts before the page's scripts.
 * @param downloads the folder that the browser saves downloads in
 */
export function createWebDriverPage(
  engine: BrowserEngine,
  send: SendCommand,
  downloads: string,
): Omit<BrowserPage, 'close'> {
  const execute = (script: string, args: readonly unknown[] = []) => send('executeScript', { script, args })
  /** Console errors of earlier documents. */
  const earlierErrors: string[] = []
  const readConsoleErrors = async () =>
    z.array(z.string()).parse(await execute(`return (${readConsole.toString()})()`))

  /** Loads another document and watches its console as soon as it exists. */
  const load = async (command: 'navigate' | 'refresh' | 'back', parameters?: object) => {
    earlierErrors.push(...(await readConsoleErrors()))
    await execute('window.isOld = true')
    await send(command, parameters)
    const deadline = Date.now() + loadTimeoutMs
    while (Date.now() < deadline) {
      const isNew = execute(`return !window.isOld && (${watchConsole.toString()})()`).catch(() => false)
      if ((await Promise.race([isNew, wait(unansweredAfterMs)])) === true) return
    }
    throw new Error(`The browser did not load ${JSON.stringify(parameters ?? command)}.`)
  }
  const pointer = (actions: object[]) =>
    send('performActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    })
  const keyboard = (actions: object[]) =>
    send('performActions', { actions: [{ type: 'key', id: 'keyboard', actions }] })

  return {
    engine,
    downloads,
    goto: (url) => load('navigate', { url }),
    reload: () => load('refresh'),
    // The journeys go back within one document.
    back: async () => void (await send('back')),
    // Firefox has none while it loads another document.
    url: async () => z.nullable(z.string()).parse(await execute('return window.location.href')) ?? '',
    run: (task, ...args) => execute(`return (${task.toString()})(...arguments)`, args),
    // Firefox runs each script in a sandbox of its own, whose `globalThis` is not the page's.
    inject: async (source) => void (await execute(`((globalThis) => {${source}\n})(window)`)),
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
      await send('setWindowRect', { width, height })
      const [innerWidth, innerHeight] = z
        .tuple([z.number(), z.number()])
        .parse(await execute('return [innerWidth, innerHeight]'))
      await send('setWindowRect', {
        width: width + (width - innerWidth),
        height: height + (height - innerHeight),
      })
    },
    screenshot: async () =>
      Buffer.from(z.string().parse(await send('takeScreenshot', { full: false })), 'base64'),
    consoleErrors: async () => [...earlierErrors, ...(await readConsoleErrors())],
  }
}

const loadTimeoutMs = 60_000

/** WebKit's driver never answers some scripts that arrive while a page is loading, but it does answer the next one. */
const unansweredAfterMs = 2_000

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const keyDown = (key: string) => ({ type: 'keyDown', value: webDriverKey(key) })
const keyUp = (key: string) => ({ type: 'keyUp', value: webDriverKey(key) })

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
    ({ message, target }) => {
      const url =
        target instanceof Element ? (target.getAttribute('src') ?? target.getAttribute('href')) : null
      entries.push(`uncaught: ${message || `a resource did not load: ${url}`}`)
    },
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
