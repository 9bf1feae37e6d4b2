import { test as base, expect, type Page } from '@playwright/test'
import axe, { type RunOnly } from 'axe-core'

import { createConsoleGuard, type ConsoleGuard } from './console-guard.ts'

export interface JourneyFixtures {
  /** Allows a console error or warning, e.g. `allowConsole(/503/)`. The pattern is matched against its text and URL. */
  allowConsole: (pattern: RegExp) => void
  /** A page in a separate browser context: a colleague who opens a link. */
  secondUser: Page
  consoleGuard: ConsoleGuard
}

/** The `test` of every journey. It fails on any console error or warning, uncaught error or request to another host that was not allowed. */
export const test = base.extend<JourneyFixtures>({
  consoleGuard: [
    async ({ browser, baseURL }, provide) => {
      if (baseURL === undefined) throw new Error('baseURL is not set. Set it to the address of the server.')
      const consoleGuard = createConsoleGuard(baseURL)
      browser.on('context', consoleGuard.watchContext)
      await provide(consoleGuard)
      browser.off('context', consoleGuard.watchContext)
      expect(consoleGuard.violations(), 'unexpected errors, warnings and requests').toEqual([])
    },
    { auto: true },
  ],
  allowConsole: async ({ consoleGuard }, provide) => {
    await provide(consoleGuard.allowConsole)
  },
  secondUser: async ({ browser }, provide) => {
    const context = await browser.newContext()
    await provide(await context.newPage())
    await context.close()
  },
})

export { expect } from '@playwright/test'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const allRules: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}

/** The rules of `allRules` that depend on colours. */
const colorRules: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** Expects that axe finds no violation on the page in its current state. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolations(page, 'html', allRules)
}

/**
 * Expects that axe finds no violation on the page, in the light and the dark theme. The themes differ in colours only, so
 * all other rules run once.
 * @param within a CSS selector, for a part of the page
 */
export async function expectAccessibleInBoth(page: Page, within = 'html'): Promise<void> {
  await showTheme(page, 'light')
  await expectNoViolations(page, within, allRules)
  await showTheme(page, 'dark')
  await expectNoViolations(page, within, colorRules)
}

/** Expects text at 7:1 and more for users who ask for more contrast, in both themes. */
export async function expectHighContrast(page: Page): Promise<void> {
  await page.emulateMedia({ contrast: 'more' })
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    await expectNoViolations(page, 'html', { type: 'rule', values: ['color-contrast-enhanced'] })
  }
}

/** Switches the theme. With reduced motion all colours change at once. */
async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.evaluate(() => new Promise(requestAnimationFrame))
}

/** Runs axe in the page itself. The app has no frames, for which `@axe-core/playwright` would open a further page each time. */
async function expectNoViolations(page: Page, within: string, runOnly: RunOnly): Promise<void> {
  // Once for each document, because the script has 650 kB.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const findings = await page.evaluate(
    async ([selector, rules]) => {
      const { violations } = await window.axe.run(selector, { runOnly: rules, resultTypes: ['violations'] })
      return violations.map(({ id, help, nodes }) => ({
        rule: `${id}: ${help}`,
        where: nodes.map(({ target, failureSummary }) => `${target.join(' ')} · ${failureSummary ?? ''}`),
      }))
    },
    [within, runOnly] as const,
  )
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}
