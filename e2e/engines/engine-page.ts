import type { BrowserName } from '../run/browsers.ts'

/** The three browser engines. */
export type BrowserEngine = BrowserName

export interface OpenPageOptions {
  executablePath: string
  /** CSS pixels of the page. */
  width: number
  height: number
  colorScheme: 'light' | 'dark'
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * One page of one browser, driven with real keys and a real pointer. These are the operations that Playwright, Puppeteer
 * and WebDriver have in common; `app-driver.ts` builds the rest on `run`.
 */
export interface BrowserPage {
  engine: BrowserEngine
  /** The folder of downloads. */
  downloads: string
  goto: (url: string) => Promise<void>
  reload: () => Promise<void>
  back: () => Promise<void>
  url: () => Promise<string>
  /** Runs a function in the page and returns its JSON result. The function is sent as text, so it cannot use anything outside it. */
  run: <A extends Json[]>(
    task: (...args: A) => Json | undefined | void | Promise<Json | undefined | void>,
    ...args: A
  ) => Promise<unknown>
  /** Runs source text in the page. */
  inject: (source: string) => Promise<void>
  click: (x: number, y: number) => Promise<void>
  /** Keys by their DOM names, modifiers before them: `Enter`, `Control+v`, `Alt+ArrowUp`. */
  press: (keys: string) => Promise<void>
  type: (text: string) => Promise<void>
  resize: (width: number, height: number) => Promise<void>
  screenshot: () => Promise<Uint8Array>
  /** All console errors and warnings and uncaught errors so far. */
  consoleErrors: () => Promise<string[]>
  close: () => Promise<void>
}
