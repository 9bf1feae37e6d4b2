import type { Page } from '@playwright/test'

import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { testWithServer } from '../support/auth-helpers.ts'
import { getListPage, testedPaths } from '../support/page-objects.ts'
import { testEnvironment } from '../run/environment.ts'
import { startDemoServer } from '../run/server.ts'
import { expect } from '../support/test.ts'

// A server of their own: after a 429 a server sends nothing to Twilio for a while, for any journey.
const test = testWithServer(() => startDemoServer(testEnvironment(process.env)))

/**
 * Records the texts of an element from the start, also those that are shown for a moment only.
 * @param selector of the element, which may come later
 */
async function recordTexts(page: Page, selector: string): Promise<readonly string[]> {
  const texts: string[] = []
  const record = `record ${selector}`
  await page.exposeFunction(record, (text: string) => texts.push(text))
  await page.addInitScript(
    ([observed, name]) => {
      let last = ''
      new MutationObserver(() => {
        const text = document.querySelector(observed)?.textContent ?? ''
        if (text !== last) Reflect.get(window, name)(text)
        last = text
      }).observe(document, { subtree: true, childList: true, characterData: true })
    },
    [selector, record] as const,
  )
  return texts
}

const readingSelector = '[aria-label="Reading"]'

for (const [name, expectedText] of [
  ['slowDown', /Rate limited by Twilio, resuming in [12] s/],
  ['slowDownWithoutHeader', /Rate limited by Twilio, resuming in [1-8] s/],
] as const) {
  test(`${name}: the page shows the wait and continues by itself`, async ({ page, allowConsole }) => {
    allowConsole(/429/)
    const list = getListPage(page)
    const texts = await recordTexts(page, readingSelector)
    await list.open(faultSids[name])
    await list.waitUntilLoaded()
    expect(texts).toContainEqual(expect.stringMatching(expectedText))
    await expect(list.loadingStatus).not.toContainText('Rate limited')
  })
}

test('a wait counts down and is announced once', async ({ page, allowConsole }) => {
  allowConsole(/429/)
  const list = getListPage(page)
  // No flow of the emulator asks for a wait as long as this.
  let remainingRefusals = 1
  await page.context().route(/\/(Engagements|Executions)\?PageSize=1000&Page=1/, async (route) => {
    if (remainingRefusals-- <= 0) return route.continue()
    return route.fulfill({ status: 429, headers: { 'retry-after': '6' }, json: { code: 20429, status: 429 } })
  })
  const readings = await recordTexts(page, readingSelector)
  const announcements = await recordTexts(page, '[role=status][aria-label="Announcements"]')
  await page.goto(testedPaths.engagements(flowSids.mainMenu))
  await list.waitUntilLoaded()
  const seconds = readings.flatMap((text) => /resuming in (\d) s/.exec(text)?.[1] ?? [])
  expect(seconds).toEqual(expect.arrayContaining(['5', '4', '3', '2']))
  expect(seconds).toEqual(seconds.toSorted().toReversed())
  expect(announcements.filter((text) => text.includes('Rate limited'))).toEqual([
    'Rate limited by Twilio; reading resumes automatically',
  ])
})

test.describe('loading continues after a temporary failure', () => {
  for (const name of ['slowDown', 'slowDownWithoutHeader', 'unavailableThenRecovers'] as const) {
    test(name, async ({ page, allowConsole }) => {
      test.slow()
      allowConsole(/Failed to load resource/)
      const list = getListPage(page)
      await list.open(faultSids[name])
      // A failure that does not pass by itself continues from the same page on request.
      const retryButton = page.getByRole('button', { name: 'Try again' })
      const end = page.getByText('all of them')
      await expect(retryButton.or(end)).toBeVisible({ timeout: 60_000 })
      if (await retryButton.isVisible()) await retryButton.click()
      await expect(end).toBeVisible({ timeout: 60_000 })
    })
  }
})
