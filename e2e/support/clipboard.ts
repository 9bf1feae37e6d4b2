import type { Locator, Page } from '@playwright/test'

import { expect } from './test.ts'

export const readClipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText())

const nothingCopied = 'Nothing has been copied.'

/** Clicks a button that copies, and returns the text once it is there: long texts are made after the click. */
export async function copyWith(button: Locator): Promise<string> {
  const page = button.page()
  await page.evaluate((text) => navigator.clipboard.writeText(text), nothingCopied)
  await button.click()
  await expect.poll(() => readClipboard(page)).not.toBe(nothingCopied)
  return readClipboard(page)
}
