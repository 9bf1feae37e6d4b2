import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

import { createWatch, type Watch } from './watch.ts'

export interface Fixtures {
  /** Names a console error or warning this journey brings about, e.g. `expectConsole(/503/)`: text and address are searched. */
  expectConsole: (pattern: RegExp) => void
  /** A page in a browser that knows nothing of this one: a colleague who opens a link. */
  colleague: Page
  watch: Watch
}

/** The `test` of every journey: it fails on any console error or warning, uncaught error or request to another host that the journey did not expect. */
export const test = base.extend<Fixtures>({
  watch: [
    async ({ browser, baseURL }, provide) => {
      if (baseURL === undefined) throw new Error('A journey needs baseURL, the address of the server.')
      const watch = createWatch(baseURL)
      browser.on('context', watch.follow)
      await provide(watch)
      browser.off('context', watch.follow)
      expect(watch.findings(), 'errors, warnings and requests nobody expected').toEqual([])
    },
    { auto: true },
  ],
  expectConsole: async ({ watch }, provide) => {
    await provide(watch.expectConsole)
  },
  colleague: async ({ browser }, provide) => {
    const context = await browser.newContext()
    await provide(await context.newPage())
    await context.close()
  },
})

export { expect } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** No rule of axe finds anything on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(page, new AxeBuilder({ page }).withTags(rules))
}

/**
 * No rule of axe finds anything in a part of the page, whether it is light or dark. Of all rules only the contrast
 * knows of that, so the others are asked once.
 * @param within a CSS selector
 */
export async function expectAccessibleInBoth(page: Page, within: string): Promise<void> {
  // Without the transitions in which colours are between two.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNothing(page, new AxeBuilder({ page }).include(within).withTags(rules))
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNothing(page, new AxeBuilder({ page }).include(within).withRules(['color-contrast']))
}

async function expectNothing(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')} · ${failureSummary ?? ''}`),
  }))
  expect(found, `accessibility of ${page.url()}`).toEqual([])
}
