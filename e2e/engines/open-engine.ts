import { browsers } from '../run/browsers.ts'
import type { BrowserEngine, BrowserPage, OpenPageOptions } from './engine-page.ts'
import { openFirefox } from './firefox-page.ts'
import { isDrivenByPlaywright, openWithPlaywright } from './playwright-page.ts'
import { openWebKit } from './webkit-page.ts'

/** The path of an engine's browser, as `run/e2e.ts` found or installed it; null if there is none. */
export function getExecutablePath(engine: BrowserEngine): string | null {
  return process.env[browsers[engine].envVariable] || null
}

/** Opens a browser of an engine with one empty page. */
export function openEngine(engine: BrowserEngine, options: OpenPageOptions): Promise<BrowserPage> {
  if (isDrivenByPlaywright(engine, options.executablePath)) return openWithPlaywright(engine, options)
  return engine === 'firefox' ? openFirefox(options) : openWebKit(options)
}
