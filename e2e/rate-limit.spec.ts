import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { testWithServer } from './auth-helpers.ts'
import { getListPage } from './page-objects.ts'
import { testEnvironment } from './run/environment.ts'
import { startDemoServer } from './run/server.ts'
import { expect } from './test.ts'

// A server of their own: after a 429 a server sends nothing to Twilio for a while, for any journey.
const test = testWithServer(() => startDemoServer(testEnvironment(process.env)))

for (const [name, expectedText] of [
  ['slowDown', /Rate limited by Twilio, resuming in 1 s/],
  ['slowDownWithoutHeader', /Rate limited by Twilio, resuming in [1-8] s/],
] as const) {
  test(`${name}: the page shows the wait and continues by itself`, async ({ page, allowConsole }) => {
    allowConsole(/429/)
    const list = getListPage(page)
    await list.open(faultSids[name])
    await expect(list.loadingStatus).toContainText(expectedText)
    await list.waitUntilLoaded()
    await expect(list.loadingStatus).not.toContainText('Rate limited')
  })
}

test('a wait counts down and is announced once', async ({ page, allowConsole }) => {
  allowConsole(/429/)
  const list = getListPage(page)
  // No flow of the emulator asks for a wait as long as this.
  let remainingRefusals = 1
  await page.context().route('**/Engagements?PageSize=1000&Page=1*', async (route) => {
    if (remainingRefusals-- <= 0) return route.continue()
    return route.fulfill({ status: 429, headers: { 'retry-after': '6' }, json: { code: 20429, status: 429 } })
  })
  const announcements: string[] = []
  await page.exposeFunction('recordAnnouncement', (text: string) => announcements.push(text))
  await page.goto(`/flows/${flowSids.mainMenu}/engagements`)
  const liveRegion = page.getByRole('status', { name: 'Announcements' })
  await liveRegion.waitFor({ state: 'attached' })
  await liveRegion.evaluate((it) => {
    new MutationObserver(() => Reflect.get(window, 'recordAnnouncement')(it.textContent)).observe(it, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  for (const seconds of [5, 4, 3, 2])
    await expect(list.loadingStatus).toContainText(`resuming in ${seconds} s`)
  await list.waitUntilLoaded()
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
